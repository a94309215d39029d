package com.kryonix.exporter.exposition;

import static com.kryonix.exporter.exposition.ExporterMetrics.AGE;
import static com.kryonix.exporter.exposition.ExporterMetrics.DROPPED;
import static com.kryonix.exporter.exposition.ExporterMetrics.DURATION;
import static com.kryonix.exporter.exposition.ExporterMetrics.OUTCOME;
import static com.kryonix.exporter.exposition.ExporterMetrics.PG_COLLECTOR_DURATION;
import static com.kryonix.exporter.exposition.ExporterMetrics.PG_COLLECTOR_SUCCESS;
import static com.kryonix.exporter.exposition.ExporterMetrics.PG_DURATION;
import static com.kryonix.exporter.exposition.ExporterMetrics.PG_ERROR;
import static com.kryonix.exporter.exposition.ExporterMetrics.PG_SCRAPES;
import static com.kryonix.exporter.exposition.ExporterMetrics.PG_UP;
import static com.kryonix.exporter.exposition.ExporterMetrics.REDIS_DURATION;
import static com.kryonix.exporter.exposition.ExporterMetrics.REDIS_ERROR;
import static com.kryonix.exporter.exposition.ExporterMetrics.REDIS_SCRAPES;
import static com.kryonix.exporter.exposition.ExporterMetrics.REDIS_UP;
import static com.kryonix.exporter.exposition.ExporterMetrics.SERIES;
import static com.kryonix.exporter.exposition.ExporterMetrics.SOURCE_UP;
import static com.kryonix.exporter.exposition.ExporterMetrics.SUCCESS;

import com.kryonix.collector.Outcome;
import com.kryonix.collector.Reading;
import com.kryonix.collector.Sample;
import com.kryonix.exporter.engine.CollectorResult;
import com.kryonix.exporter.engine.TargetResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A target's result as samples: how each collector ended, how long it took, whether the server is up. */
final class SelfSamples {
    private SelfSamples() {}

    /** Under the names that are common to all kinds of source. */
    static List<Sample> ofEverySource(TargetResult target) {
        List<Sample> samples = new ArrayList<>();
        samples.add(Sample.of(SOURCE_UP, target.up() ? 1 : 0, target.kind()));
        for (CollectorResult result : target.collectors()) {
            String[] labels = {target.kind(), result.collector()};
            samples.add(Sample.of(OUTCOME, 1, target.kind(), result.collector(), result.outcomeLabel()));
            if (result.outcome() instanceof Outcome.Skipped) {
                continue;
            }
            samples.add(Sample.of(SUCCESS, result.failed() ? 0 : 1, labels));
            samples.add(Sample.of(DURATION, seconds(result.duration()), labels));
            if (result.outcome() instanceof Outcome.Collected collected) {
                Reading reading = collected.reading();
                samples.add(Sample.of(SERIES, reading.samples().size(), labels));
                samples.add(Sample.of(DROPPED, reading.dropped(), labels));
                samples.add(Sample.of(AGE, seconds(reading.age()), labels));
            }
        }
        return samples;
    }

    /** Under the names that users of postgres_exporter or redis_exporter know. */
    static List<Sample> asOtherExportersSay(TargetResult target) {
        return switch (target.kind()) {
            case "postgres" -> postgres(target);
            case "redis" ->
                List.of(
                        Sample.of(REDIS_UP, target.up() ? 1 : 0),
                        Sample.of(REDIS_ERROR, target.incomplete() ? 1 : 0),
                        Sample.of(REDIS_DURATION, seconds(target.duration())),
                        Sample.of(REDIS_SCRAPES, (double) target.scrapes()));
            default -> List.of();
        };
    }

    private static List<Sample> postgres(TargetResult target) {
        List<Sample> samples = new ArrayList<>(List.of(
                Sample.of(PG_UP, target.up() ? 1 : 0),
                Sample.of(PG_ERROR, target.incomplete() ? 1 : 0),
                Sample.of(PG_DURATION, seconds(target.duration())),
                Sample.of(PG_SCRAPES, (double) target.scrapes())));
        for (CollectorResult result : target.collectors()) {
            if (!(result.outcome() instanceof Outcome.Skipped)) {
                samples.add(Sample.of(PG_COLLECTOR_SUCCESS, result.failed() ? 0 : 1, result.collector()));
                samples.add(Sample.of(PG_COLLECTOR_DURATION, seconds(result.duration()), result.collector()));
            }
        }
        return samples;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
