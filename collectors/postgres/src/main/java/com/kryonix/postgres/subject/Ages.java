package com.kryonix.postgres.subject;

import com.kryonix.collector.Buckets;
import com.kryonix.collector.HistogramValue;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Sample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A snapshot of ages, in buckets, for each database. */
final class Ages {
    static final Buckets BUCKETS = Buckets.of(0.1, 1, 5, 15, 60, 300, 900, 3600, 14400, 86400);

    private static final class Snapshot {
        private final long[] counts = new long[BUCKETS.size()];
        private double sum;
    }

    private final Metric metric;
    private final int limit;
    private final Map<String, Snapshot> databases = new LinkedHashMap<>();

    Ages(Metric metric, int limit) {
        this.metric = metric;
        this.limit = limit;
    }

    /** Makes the database appear, even if nothing in it has an age. */
    private Snapshot of(String database) {
        String name = databases.containsKey(database) || databases.size() < limit ? database : "other";
        return databases.computeIfAbsent(name, n -> new Snapshot());
    }

    void seen(String database) {
        of(database);
    }

    void add(String database, double age) {
        Snapshot snapshot = of(database);
        snapshot.counts[BUCKETS.indexOf(age)]++;
        snapshot.sum += age;
    }

    void addTo(List<Sample> samples) {
        databases.forEach((database, snapshot) ->
                samples.add(new HistogramValue(metric, List.of(database), BUCKETS, snapshot.counts, snapshot.sum)));
    }
}
