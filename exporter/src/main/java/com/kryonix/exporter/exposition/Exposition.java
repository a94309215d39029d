package com.kryonix.exporter.exposition;

import com.codahale.metrics.MetricRegistry;
import com.kryonix.exporter.engine.TargetResult;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;

/** Turns the results of a scrape into a page. Safe for use by several threads. */
public final class Exposition {
    /**
     * @param compatibility exporters whose names are given beside ours: {@code postgres_exporter}, {@code redis_exporter}
     * @param version the exporter's
     * @param configHash identifies the configuration, so that a change shows
     * @param pools connection pools' figures, as HikariCP registers them
     */
    public Exposition(Set<String> compatibility, String version, String configHash, MetricRegistry pools) {}

    /** Writes the whole page, encoded as UTF-8, and flushes; does not close. */
    public void write(List<TargetResult> results, Scope scope, Format format, OutputStream out) throws IOException {
        out.flush();
    }
}
