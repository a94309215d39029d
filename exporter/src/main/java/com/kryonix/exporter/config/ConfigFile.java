package com.kryonix.exporter.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** Reads {@code kryonix.yml}, strictly. */
public final class ConfigFile {
    private ConfigFile() {}

    /**
     * @param environment what the file's values may refer to
     * @throws InvalidConfig with one line: file, line, key, what is wrong, what is allowed
     */
    public static ExporterConfig read(Path file, Map<String, String> environment) {
        YamlTree.Parsed tree = YamlTree.parse(file.toString(), text(file), new Variables(environment));
        return new Binding(tree, file.toAbsolutePath()).bind(ExporterConfig.class);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new InvalidConfig(file + ": no such file; name the configuration with --config or KRYONIX_CONFIG");
        } catch (CharacterCodingException e) {
            throw new InvalidConfig(file + ": not UTF-8 text; save it as UTF-8");
        } catch (IOException e) {
            String what = Files.isDirectory(file) ? "is a folder" : "cannot be read";
            throw new InvalidConfig(file + ": " + what + "; name a file that the exporter's user can read");
        }
    }
}
