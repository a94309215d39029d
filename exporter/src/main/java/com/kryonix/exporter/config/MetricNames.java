package com.kryonix.exporter.config;

import com.kryonix.collector.Metric;
import com.kryonix.events.EventsCatalogue;
import com.kryonix.exporter.exposition.ExporterMetrics;
import com.kryonix.postgres.PostgresCatalogue;
import com.kryonix.postgres.PostgresOptions;
import com.kryonix.redis.RedisCatalogue;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names that are taken: a family of a user's own needs another. */
final class MetricNames {
    private MetricNames() {}

    static Set<String> ours() {
        Set<String> names = new HashSet<>();
        add(PostgresCatalogue.create(PostgresOptions.defaults()).metrics(), names);
        add(RedisCatalogue.create().metrics(), names);
        add(EventsCatalogue.create().metrics(), names);
        ExporterMetrics.catalogue().forEach(metric -> add(List.of(metric), names));
        return names;
    }

    private static void add(Collection<Metric> metrics, Set<String> names) {
        for (Metric metric : metrics) {
            names.add(metric.name());
            metric.aliases().forEach(alias -> names.add(alias.name()));
        }
    }
}
