package com.kryonix.bench;

import com.codahale.metrics.MetricRegistry;
import com.kryonix.exporter.engine.TargetResult;
import com.kryonix.exporter.exposition.Exposition;
import com.kryonix.exporter.exposition.Format;
import com.kryonix.exporter.exposition.QuickGzip;
import com.kryonix.exporter.exposition.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the results of a scrape to the bytes of its page, as {@code /metrics} does it. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ExpositionBenchmark {
    private final Exposition exposition = new Exposition(Set.of(), "bench", "bench", new MetricRegistry());

    @Param({"1000", "25000"})
    int counters;

    @Param
    Format format = Format.TEXT;

    @Param({"false", "true"})
    boolean gzip;

    private List<TargetResult> results = List.of();

    @Setup
    public void scrape() {
        results = ScrapedSamples.of(counters);
    }

    @Benchmark
    public byte[] page() throws IOException {
        ByteArrayOutputStream page = new ByteArrayOutputStream(1 << 16);
        try (OutputStream out = gzip ? new QuickGzip(page) : page) {
            exposition.write(results, Scope.EVERYTHING, format, out);
        }
        return page.toByteArray();
    }
}
