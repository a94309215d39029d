package com.kryonix.exporter.exposition;

import com.codahale.metrics.MetricRegistry;
import com.kryonix.collector.Failure;
import com.kryonix.collector.FailureKind;
import com.kryonix.collector.Outcome;
import com.kryonix.collector.Reading;
import com.kryonix.collector.Sample;
import com.kryonix.exporter.engine.CollectorResult;
import com.kryonix.exporter.engine.TargetResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Results of scrapes and the pages made of them, for tests. */
final class Pages {
    static final Set<String> BOTH = Set.of("postgres_exporter", "redis_exporter");

    private Pages() {}

    static TargetResult target(String kind, String name, CollectorResult... collectors) {
        return new TargetResult(kind, name, true, Duration.ofMillis(12), 3, List.of(collectors));
    }

    static CollectorResult collected(String collector, Sample... samples) {
        return new CollectorResult(collector, new Outcome.Collected(Reading.of(samples)), Duration.ofMillis(5));
    }

    static CollectorResult skipped(String collector) {
        return new CollectorResult(collector, new Outcome.Skipped("needs more"), Duration.ZERO);
    }

    static CollectorResult failed(String collector, FailureKind kind) {
        Exception cause = new Exception("for the test");
        return new CollectorResult(
                collector, new Outcome.Failed(new Failure(kind, "it failed"), cause), Duration.ofMillis(250));
    }

    static String page(Set<String> compatibility, Scope scope, Format format, TargetResult... results) {
        Exposition exposition = new Exposition(compatibility, "1.2.3", "abc", new MetricRegistry());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            exposition.write(List.of(results), scope, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The lines of a page that are about families whose name begins so. */
    static String lines(String page, String prefix) {
        return page.lines()
                .filter(line -> line.startsWith(prefix) || line.matches("# (HELP|TYPE|UNIT) " + prefix + ".*"))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
