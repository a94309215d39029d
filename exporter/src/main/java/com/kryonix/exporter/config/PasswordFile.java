package com.kryonix.exporter.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.kryonix.configuration.InvalidSetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file whose first line is a password. It is read for each new connection, so a rotated secret needs no restart. */
public record PasswordFile(@JsonValue Path path) {
    /** @throws InvalidSetting when the file cannot be read now */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PasswordFile {
        if (!Files.exists(path)) {
            throw new InvalidSetting("", "no such file: " + path + "; create it or correct the path");
        }
        if (!Files.isRegularFile(path) && Files.isDirectory(path)) {
            throw new InvalidSetting("", path + " is a folder; name a file whose first line is the password");
        }
        if (!Files.isReadable(path)) {
            throw new InvalidSetting("", "cannot read " + path + "; let the exporter's user read it");
        }
    }

    /** The first line as it is now. */
    public String read() {
        try {
            return Files.readString(path).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the password file " + path, e);
        }
    }
}
