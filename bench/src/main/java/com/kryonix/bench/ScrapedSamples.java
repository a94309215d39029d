package com.kryonix.bench;

import com.kryonix.collector.Buckets;
import com.kryonix.collector.HistogramValue;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Outcome;
import com.kryonix.collector.Reading;
import com.kryonix.collector.Sample;
import com.kryonix.exporter.engine.CollectorResult;
import com.kryonix.exporter.engine.TargetResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What a scrape of one server gives: counters of three labels, and a histogram for every fifty of them. */
final class ScrapedSamples {
    /** As many as a statement of pg_stat_statements has. */
    private static final int FAMILIES = 25;

    /** As many as those of api_request_duration_seconds. */
    private static final Buckets BUCKETS =
            Buckets.of(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.2, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30);

    private static final int COUNTERS_PER_HISTOGRAM = 50;
    private static final Metric DURATION =
            Metric.histogram("bench_duration_seconds", "How long something took.", "endpoint", "method", "outcome");

    private ScrapedSamples() {}

    /** @param counters how many counter samples; the same ones each time */
    static List<TargetResult> of(int counters) {
        Random random = new Random(1);
        List<Sample> samples = new ArrayList<>();
        for (int family = 0; family < FAMILIES; family++) {
            Metric metric = Metric.counter(
                    "bench_family" + family + "_calls_total",
                    "Something that was counted.",
                    "user",
                    "datname",
                    "queryid");
            for (int series = 0; series < counters / FAMILIES; series++) {
                String queryid = Long.toString(new Random(series).nextLong());
                double value = family % 2 == 0 ? random.nextInt(1_000_000) : random.nextDouble() * 1000;
                samples.add(Sample.of(metric, value, "application", "shop", queryid));
            }
        }
        for (int series = 0; series < counters / COUNTERS_PER_HISTOGRAM; series++) {
            samples.add(histogram(random, "/api/v1/resources" + series + "/:id"));
        }
        Outcome outcome = new Outcome.Collected(Reading.of(samples));
        CollectorResult result = new CollectorResult("bench", outcome, Duration.ofMillis(5));
        return List.of(new TargetResult("postgres", "main", true, Duration.ofMillis(5), 1, List.of(result)));
    }

    private static Sample histogram(Random random, String endpoint) {
        long[] counts = new long[BUCKETS.size()];
        Arrays.setAll(counts, bucket -> random.nextInt(10_000));
        return new HistogramValue(
                DURATION, List.of(endpoint, "GET", "success"), BUCKETS, counts, random.nextInt(1_000_000) / 1000.0);
    }
}
