package com.kryonix.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A reader's shell in the repository's root: what a document exports stays set, and what it starts runs on until it
 * starts something else. The documents' addresses lead to servers of this session.
 */
final class ReaderSession implements AutoCloseable {
    private static final String DOCUMENTED = "127.0.0.1:9847";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Web web = new Web();
    private final Path folder;
    private final ReaderServers servers;
    private final Map<String, String> exported = new HashMap<>();
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private String address = DOCUMENTED;

    ReaderSession(Path folder, ReaderServers servers) {
        this.folder = folder;
        this.servers = servers;
        exported.put("KRYONIX_CACHE", folder.resolve("cache").toString());
    }

    /** {@code export NAME=value} */
    void export(String command) {
        String[] assignment = command.substring("export ".length()).split("=", 2);
        exported.put(assignment[0], servers.here(assignment[1]));
    }

    void startDemo(String command) throws Exception {
        endWhatRuns();
        Path own = Files.createTempDirectory(folder, "demo");
        String options = command.substring("bin/demo".length()).strip();
        RunningDemo demo = RunningDemo.start(own, options.isEmpty() ? new String[0] : options.split(" +", -1));
        running.push(demo);
        address = demo.exporterUrl().substring("http://".length());
        Polling.until(
                PATIENCE,
                () -> web.get(demo.exporterUrl() + "/metrics").contains("\napi_requests_total{"),
                () -> "no traffic: " + demo);
    }

    /** A command that serves until it is told to end. */
    void startExporter(String command) throws Exception {
        endWhatRuns();
        address = "127.0.0.1:" + RunningDemo.freePort();
        Path log = Files.createTempFile(folder, "exporter", ".log");
        Process exporter = shell("exec " + command, log).start();
        running.push(() -> {
            exporter.destroy();
            exporter.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        });
        Polling.until(
                PATIENCE,
                () -> web.answers("http://" + address + "/-/ready"),
                () -> command + ": " + Repository.text(log));
    }

    /** Runs it to its end; returns what it said when it failed, else nothing. */
    String complaintOf(String command) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "command", ".log");
        Process process = shell(command, log).start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return command + " does not end";
        }
        return process.exitValue() == 0
                ? ""
                : command + " exits with " + process.exitValue() + ": " + Repository.text(log);
    }

    private ProcessBuilder shell(String command, Path log) {
        ProcessBuilder shell = new ProcessBuilder(
                        List.of("bash", "-euo", "pipefail", "-c", servers.here(command.replace(DOCUMENTED, address))))
                .directory(Repository.ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        shell.environment().putAll(exported);
        return shell;
    }

    private void endWhatRuns() throws Exception {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }

    @Override
    public void close() throws Exception {
        endWhatRuns();
    }
}
