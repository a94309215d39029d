package com.kryonix.exporter.config;

import com.kryonix.configuration.InvalidConfig;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Paths whose last part may hold wildcards: {@code tails/*.yml}. */
final class Glob {
    private Glob() {}

    /**
     * The files, by name.
     *
     * @throws InvalidConfig when a path with wildcards matches none: they would be missing, and nobody would notice
     */
    static Stream<Path> files(Path path) {
        String last = String.valueOf(path.getFileName());
        Path folder = path.getParent();
        if (folder == null || !last.matches(".*[*?\\[{].*")) {
            return Stream.of(path);
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> matching = Files.newDirectoryStream(folder, last)) {
            matching.forEach(found::add);
        } catch (IOException e) {
            throw new InvalidConfig(path + ": no such folder; correct the path under files:");
        }
        if (found.isEmpty()) {
            throw new InvalidConfig(path + ": no file matches; correct the path under files:");
        }
        Collections.sort(found);
        return found.stream();
    }
}
