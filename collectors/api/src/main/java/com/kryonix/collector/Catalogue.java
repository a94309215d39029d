package com.kryonix.collector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The explicit, ordered list of a source's collectors. No scanning, no static initialisers: what is not listed does
 * not exist.
 *
 * @param source whose: {@code postgres}, {@code redis}, {@code events}
 */
public record Catalogue<S>(String source, List<Collector<S>> collectors) {
    /** @throws IllegalArgumentException for two collectors of one name, or one metric name with two identities */
    public Catalogue {
        collectors = List.copyOf(collectors);
        Map<String, Collector<S>> names = new HashMap<>();
        Map<String, Metric> metrics = new HashMap<>();
        for (Collector<S> collector : collectors) {
            if (names.put(collector.name(), collector) != null) {
                throw new IllegalArgumentException(source + ": two collectors named " + collector.name());
            }
            for (Metric metric : collector.metrics()) {
                Metric before = metrics.put(metric.name(), metric);
                if (before != null && !before.equals(metric)) {
                    throw new IllegalArgumentException(source + ": two meanings of " + metric.name());
                }
            }
        }
    }

    /** Every family, once, in the order of the collectors. */
    public List<Metric> metrics() {
        Map<String, Metric> byName = new LinkedHashMap<>();
        collectors.forEach(collector -> collector.metrics().forEach(metric -> byName.put(metric.name(), metric)));
        return new ArrayList<>(byName.values());
    }
}
