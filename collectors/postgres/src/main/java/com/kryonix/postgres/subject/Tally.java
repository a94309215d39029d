package com.kryonix.postgres.subject;

import com.kryonix.collector.Metric;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Value;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts by label values; only the largest get a series of their own, and the rest one called {@code other}. */
final class Tally {
    private final Metric metric;
    private final int limit;
    private final Map<List<String>, Integer> counts = new LinkedHashMap<>();

    Tally(Metric metric, int limit) {
        this.metric = metric;
        this.limit = limit;
    }

    void add(int count, String... labelValues) {
        counts.merge(List.of(labelValues), count, Integer::sum);
    }

    void addTo(List<Sample> samples) {
        List<Map.Entry<List<String>, Integer>> largestFirst = counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .toList();
        int rest = 0;
        for (int i = 0; i < largestFirst.size(); i++) {
            Map.Entry<List<String>, Integer> entry = largestFirst.get(i);
            if (i < limit) {
                samples.add(new Value(metric, entry.getKey(), entry.getValue()));
            } else {
                rest += entry.getValue();
            }
        }
        if (rest > 0) {
            samples.add(new Value(metric, Collections.nCopies(metric.labels().size(), "other"), rest));
        }
    }
}
