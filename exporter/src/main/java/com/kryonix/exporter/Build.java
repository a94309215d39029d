package com.kryonix.exporter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which exporter this is.
 *
 * @param revision git's, empty when it was built without one
 */
public record Build(String version, String revision) {
    /** For people: {@code 0.1.0 (revision 19debb4c0ffe)}. */
    @Override
    public String toString() {
        return version + (revision.isEmpty() ? "" : " (revision " + revision + ")");
    }

    /** As Maven wrote it beside this class. */
    public static Build current() {
        Properties properties = new Properties();
        try (InputStream in = Build.class.getResourceAsStream("build.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Build(properties.getProperty("version"), properties.getProperty("revision"));
    }
}
