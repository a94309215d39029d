package com.kryonix.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GeneratedFilesTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("kryonix.root", "..")).resolve("dashboards/generated");

    @Test
    void theCommittedFilesAreThoseThatAreGenerated() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            assertThat(names)
                    .containsExactlyElementsOf(GenerateDashboards.files().keySet());
        }
    }

    @Test
    void theCommittedTextIsWhatIsGenerated() throws IOException {
        for (Map.Entry<String, String> file : GenerateDashboards.files().entrySet()) {
            assertThat(Files.readAllLines(FOLDER.resolve(file.getKey())))
                    .as("%s has drifted; bin/generate writes it anew", file.getKey())
                    .containsExactlyElementsOf(file.getValue().lines().toList());
        }
    }
}
