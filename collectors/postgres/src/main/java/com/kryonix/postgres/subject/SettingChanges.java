package com.kryonix.postgres.subject;

import com.kryonix.collector.Sample;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** The settings' last values, and when each was last seen to change since the exporter started. */
final class SettingChanges {
    private final Clock clock = Clock.systemUTC();
    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, Double> changedAt = new TreeMap<>();

    synchronized void note(String name, String value) {
        String before = values.put(name, value);
        if (before != null && !before.equals(value)) {
            changedAt.put(name, clock.millis() / 1000.0);
        }
    }

    synchronized void addTo(List<Sample> samples) {
        CRC32 hash = new CRC32();
        values.forEach((name, value) -> hash.update((name + "=" + value + "\n").getBytes(StandardCharsets.UTF_8)));
        samples.add(Sample.of(Settings.HASH, (double) hash.getValue()));
        changedAt.forEach((name, when) -> samples.add(Sample.of(Settings.CHANGED, when, name)));
    }
}
