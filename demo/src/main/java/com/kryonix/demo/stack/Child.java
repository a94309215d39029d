package com.kryonix.demo.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A program that the demo runs beside itself, its output in a log. */
final class Child implements AutoCloseable {
    private static final Duration BEFORE_RESTART = Duration.ofSeconds(1);
    private static final Duration TO_END = Duration.ofSeconds(10);

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final Consumer<String> news;
    private Process process;
    private boolean kept;

    /** Starts it. */
    Child(String name, List<String> command, Map<String, String> environment, Path log, Consumer<String> news) {
        this.name = name;
        this.command = command;
        this.environment = environment;
        this.log = log;
        this.news = news;
        this.process = launch();
    }

    private Process launch() {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Process launched = builder.start();
            CompletableFuture<Void> unused = launched.onExit().thenAccept(this::ended);
            return launched;
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be started", e);
        }
    }

    /** From now on it is started again when it dies, as systemd would. */
    synchronized void keepAlive() {
        kept = true;
    }

    private void ended(Process dead) {
        synchronized (this) {
            if (!kept) {
                return;
            }
        }
        news.accept(name + " ended (" + dead.exitValue() + "); starting it again");
        CompletableFuture.delayedExecutor(BEFORE_RESTART.toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::startAgain);
    }

    private synchronized void startAgain() {
        if (kept) {
            process = launch();
        }
    }

    synchronized long pid() {
        return process.pid();
    }

    synchronized boolean isAlive() {
        return process.isAlive();
    }

    /** The last lines of what it said, for an error message. */
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }

    /** Asks it to end, and makes it end when it takes too long. */
    @Override
    public void close() {
        Process last;
        synchronized (this) {
            kept = false;
            last = process;
        }
        last.destroy();
        try {
            if (!last.waitFor(TO_END.toSeconds(), TimeUnit.SECONDS)) {
                last.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            last.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
