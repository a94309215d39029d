package com.kryonix.exporter.docs;

import com.kryonix.events.EventsCatalogue;
import com.kryonix.exporter.exposition.ExporterMetrics;
import com.kryonix.postgres.PostgresCatalogue;
import com.kryonix.postgres.PostgresOptions;
import com.kryonix.redis.RedisCatalogue;
import java.util.List;

/** All sources' metrics, in the order of the documentation. */
public final class Catalogues {
    private Catalogues() {}

    public static List<Chapter> all() {
        return List.of(
                Chapter.of(
                        PostgresCatalogue.create(PostgresOptions.defaults()),
                        "PostgreSQL",
                        "Read from the server's statistics views, each time Prometheus asks."),
                Chapter.of(
                        RedisCatalogue.create(), "Redis", "Read from INFO and a few commands, in one pass a scrape."),
                Chapter.of(
                        EventsCatalogue.create(),
                        "Event tables",
                        "Counted in the background from the rows of `performance.*`, each row exactly once."),
                new Chapter(
                        "exporter",
                        "The exporter's own",
                        "How scrapes went, beside the JVM's figures (`jvm_*`, `process_*`).",
                        List.of(new Chapter.Section("exporter", ExporterMetrics.catalogue()))));
    }
}
