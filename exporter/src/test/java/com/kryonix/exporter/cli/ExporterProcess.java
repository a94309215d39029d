package com.kryonix.exporter.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The command line as users run it: a process of its own, with exit code, output and signals. */
final class ExporterProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path out;
    private final Path err;

    private ExporterProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts it with this environment and nothing else of ours. */
    static ExporterProcess start(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return run(folder, environment, command);
    }

    /** Runs this command with this environment and nothing else of ours. */
    static ExporterProcess run(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("KRYONIX_") || name.equals("JAVA_OPTS"));
        builder.environment().putAll(environment);
        return new ExporterProcess(builder.start(), out, err);
    }

    /** Waits for the end; the exit code. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running; it said: " + errors());
        }
        return process.exitValue();
    }

    /** Waits until what it wrote to standard error is as wanted. */
    String awaitErrors(Predicate<String> wanted) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!wanted.test(errors())) {
            if (System.nanoTime() > until || process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("it said: " + errors());
            }
        }
        return errors();
    }

    String output() {
        return read(out);
    }

    String errors() {
        return read(err);
    }

    /** Whether it has started a process with this argument. */
    boolean hasChild(String argument) {
        return process.children()
                .anyMatch(child -> child.info().commandLine().orElse("").contains(argument));
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
