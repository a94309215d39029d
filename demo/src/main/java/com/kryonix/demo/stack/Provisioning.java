package com.kryonix.demo.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Copies of the shipped files for Prometheus and Alertmanager in the same folders, with nothing changed but the
 * addresses (and, for an incident, how long an alert lingers).
 */
final class Provisioning {
    private static final List<String> FOLDERS =
            List.of("provisioning/prometheus", "provisioning/alertmanager", "alert-rules");

    private Provisioning() {}

    /** @param replacements what stands in the shipped files, and what the copies have instead */
    static void copy(Path repository, Path into, Map<String, String> replacements) throws IOException {
        for (String folder : FOLDERS) {
            Files.createDirectories(into.resolve(folder));
            try (Stream<Path> files = Files.list(repository.resolve(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String text = Files.readString(file);
                    for (Map.Entry<String, String> replacement : replacements.entrySet()) {
                        text = text.replace(replacement.getKey(), replacement.getValue());
                    }
                    Files.writeString(into.resolve(folder).resolve(file.getFileName()), text);
                }
            }
        }
    }
}
