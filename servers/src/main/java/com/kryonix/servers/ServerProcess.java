package com.kryonix.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server's operating-system process: start, signal, end; one at a time. Its folder goes with it. */
final class ServerProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Answers whether the server takes requests yet. */
    interface Probe {
        boolean answers();
    }

    private final String name;
    private final Path folder;
    private final String urgentSignal;
    private final Thread hook = new Thread(this::destroy, "server end");
    private @Nullable Process process;

    /** @param urgentSignal ends it at once, and as cleanly as that goes: shared memory must not outlive it */
    ServerProcess(String name, Path folder, String urgentSignal) {
        this.name = name;
        this.folder = folder;
        this.urgentSignal = urgentSignal;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Leaves the end to a caller whose own hook keeps an order. */
    void withoutShutdownHook() {
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the command until {@code probe} says that it answers. */
    void start(List<String> command, Probe probe) {
        Path log = folder.resolve("server.log");
        try {
            Process started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            process = started;
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (!probe.answers()) {
                if (!started.isAlive() || System.nanoTime() > until) {
                    throw new IllegalStateException(name + " did not start: " + command + "\n" + Files.readString(log));
                }
                started.waitFor(20, TimeUnit.MILLISECONDS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(name + ": interrupted while starting", e);
        }
    }

    long pid() {
        return running().pid();
    }

    /** Sends a signal by name: STOP, CONT, INT, QUIT, TERM, KILL. */
    void signal(String signal) {
        run(List.of("kill", "-" + signal, Long.toString(pid())));
    }

    /** Sends the signal and waits for the end. */
    void end(String signal) {
        Process running = running();
        signal(signal);
        try {
            if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process = null;
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Ends whatever runs and removes the folder. */
    void destroy() {
        Process running = process;
        if (running != null && running.isAlive()) {
            wake(running);
            end(urgentSignal);
        }
        delete(folder);
    }

    /** What was stopped takes no signal but KILL, and its children would outlive it. */
    private static void wake(Process stopped) {
        Stream.concat(Stream.of(stopped.toHandle()), stopped.descendants()).forEach(process -> {
            try {
                run(List.of("kill", "-CONT", Long.toString(process.pid())));
            } catch (IllegalStateException e) {
                if (process.isAlive()) {
                    throw e;
                }
            }
        });
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException(name + " is not running");
        }
        return process;
    }

    /** Runs a command to its end; its output is the error's text when it fails. */
    static void run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
