package com.kryonix.postgres.subject;

import com.kryonix.collector.Metric;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The numeric settings of the supported versions, from {@code settings.tsv}: which families there can be must be known
 * without a server (for documentation, and to check the names that dashboards and alerts use). What a server has
 * besides, of its extensions, is exported too. A test on every major version keeps the file right.
 */
final class KnownSettings {
    static final String RESOURCE = "settings.tsv";

    private KnownSettings() {}

    /** By metric name. */
    static Map<String, Metric> read() {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        try (InputStream file = KnownSettings.class.getResourceAsStream(RESOURCE)) {
            if (file == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] fields = line.split("\t", -1);
                    new Setting(fields[0], fields[1], fields[2], fields[3])
                            .metric()
                            .ifPresent(metric -> metrics.put(metric.name(), metric));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return metrics;
    }
}
