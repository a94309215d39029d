package com.kryonix.redis;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code promtool check metrics}, which bin/install-tools installs. */
final class Promtool {
    private Promtool() {}

    /** Its complaints, one a line. */
    static List<String> complaints(String exposition) throws IOException, InterruptedException {
        Process promtool = new ProcessBuilder("promtool", "check", "metrics")
                .redirectErrorStream(true)
                .start();
        try (OutputStream in = promtool.getOutputStream()) {
            in.write(exposition.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = promtool.waitFor();
        return exit == 0 && output.isEmpty()
                ? List.of()
                : (output + "exit " + exit).lines().toList();
    }
}
