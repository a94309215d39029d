package com.kryonix.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prometheus' and Alertmanager's own checkers: what they refuse, the servers would refuse. */
final class Tool {
    private Tool() {}

    /** How a run ended, and all it said. */
    record Run(int exit, String output) {}

    static Run promtool(Path folder, String... arguments) {
        return run("promtool", folder, arguments);
    }

    static Run amtool(Path folder, String... arguments) {
        return run("amtool", folder, arguments);
    }

    private static Run run(String program, Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    program + " is not installed; bin/install-tools (which bin/test calls) installs it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + program, e);
        }
    }
}
