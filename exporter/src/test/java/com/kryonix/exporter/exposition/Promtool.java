package com.kryonix.exporter.exposition;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Prometheus' own check of a page in the text format: its parser and its linter. */
public final class Promtool {
    private Promtool() {}

    /** What it complains of; empty when it exits with 0. */
    public static String complaints(String page) throws IOException, InterruptedException {
        Process promtool = new ProcessBuilder("promtool", "check", "metrics")
                .redirectErrorStream(true)
                .start();
        try (OutputStream in = promtool.getOutputStream()) {
            in.write(page.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = promtool.waitFor();
        return exit == 0 ? "" : "exit " + exit + ": " + output;
    }
}
