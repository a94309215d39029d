package com.kryonix.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One concept, one file: a file that outgrows the limit holds two. */
class FileSizeTest {
    private static final Path ROOT = Path.of(System.getProperty("kryonix.root"));
    private static final int MOST = 300;

    @Test
    void noSourceFileIsLongerThanTheLimit() throws IOException {
        Map<String, Long> tooLong = new TreeMap<>();
        int seen = 0;
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : (Iterable<Path>) files.filter(FileSizeTest::isSource)::iterator) {
                seen++;
                long lines = lines(file);
                if (lines > MOST) {
                    tooLong.put(ROOT.relativize(file).toString(), lines);
                }
            }
        }
        assertThat(seen).as("source files found under " + ROOT).isGreaterThan(100);
        assertThat(tooLong).isEmpty();
    }

    private static boolean isSource(Path file) {
        String path = ROOT.relativize(file).toString();
        return path.endsWith(".java") && path.contains("src/") && !path.contains("target/");
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
