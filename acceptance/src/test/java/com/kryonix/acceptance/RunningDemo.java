package com.kryonix.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code bin/demo} as people run it, on a free port, its temporary folder inside one of the test's. */
final class RunningDemo implements AutoCloseable {
    /** The first run of a fresh build makes the archive of classes, too. */
    private static final Duration TO_START = Duration.ofMinutes(2);

    private static final Duration TO_END = Duration.ofSeconds(40);
    private static final String LAST_LINE = "Ctrl-C ends it";

    private final Path folder;
    private final Path output;
    private final Process process;

    private RunningDemo(Path folder, String... options) throws IOException {
        this.folder = Files.createDirectory(folder.resolve("tmp"));
        this.output = folder.resolve("output");
        // As from a terminal: a test run in the background of a shell is started deaf to INT, and so are its children.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(List.of(
                Repository.file("bin/demo").toString(), "--port", Integer.toString(freePort()), "--seed", "42"));
        command.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("TMPDIR", this.folder.toString());
        this.process = builder.start();
    }

    /**
     * Returns when it has said all it says at the start.
     *
     * @param folder an empty one, which outlives the demo
     */
    static RunningDemo start(Path folder, String... options) throws IOException {
        RunningDemo demo = new RunningDemo(folder, options);
        Polling.until(
                TO_START, () -> demo.said().contains(LAST_LINE) || !demo.process.isAlive(), () -> "it hangs: " + demo);
        if (!demo.process.isAlive()) {
            throw new AssertionError("it ended at once: " + demo);
        }
        return demo;
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Everything that it printed so far. */
    String said() {
        return Repository.text(output);
    }

    String exporterUrl() {
        return shown("exporter +(http://\\S+)/ ");
    }

    String prometheusUrl() {
        return shown("Prometheus +(http://\\S+)/ ");
    }

    /** Where the traffic is paused and alerts arrive. */
    String controlUrl() {
        return shown("(http://\\S+)/traffic/pause");
    }

    /** The superuser's. */
    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + shown("psql -h 127.0.0.1 -p (\\d+) ") + "/platform?user=postgres";
    }

    private String shown(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(said());
        if (!matcher.find()) {
            throw new AssertionError("no line with " + pattern + " in what it said: " + this);
        }
        return matcher.group(1);
    }

    /** The exporter's process, another one after a restart. */
    ProcessHandle exporter() {
        return programs().stream()
                .filter(program -> program.info().commandLine().orElse("").contains("kryonix-exporter.jar serve"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no exporter runs: " + this));
    }

    /** Every process that it started and that runs now. */
    List<ProcessHandle> programs() {
        return process.descendants().toList();
    }

    /** What is left of its temporary folder. */
    List<Path> leftFiles() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Sends the signal and waits for the end; the exit code. */
    int end(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (!process.waitFor(TO_END.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end on " + signal + ": " + this);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            List<ProcessHandle> programs = programs();
            try {
                end("TERM");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                programs.forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    @Override
    public String toString() {
        return said();
    }
}
