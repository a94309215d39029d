package com.kryonix.exporter.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GenerateTest {
    private static final Path ROOT = Path.of(System.getProperty("kryonix.root"));

    @Test
    void everyGeneratedPageIsWhatTheCodeGives() throws IOException {
        for (Map.Entry<String, String> page : Generate.pages().entrySet()) {
            Path file = ROOT.resolve(page.getKey());
            assertThat(file).as("run bin/generate").exists();
            assertThat(Files.readString(file))
                    .as(page.getKey() + " (run bin/generate)")
                    .isEqualTo(page.getValue());
        }
    }
}
