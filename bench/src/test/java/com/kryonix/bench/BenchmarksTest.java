package com.kryonix.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.table.Counts;
import com.kryonix.exporter.exposition.Format;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Each benchmark runs, and does what it says that it measures. How long it takes is of no interest here. */
class BenchmarksTest {
    private static final List<Class<?>> ALL =
            List.of(ExpositionBenchmark.class, StatementsBenchmark.class, FoldBenchmark.class);

    @Test
    void everyBenchmarkRuns() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("com.kryonix.bench")
                        .param("entries", "50")
                        .param("counters", "1000")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(1))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        assertThat(results.stream().map(result -> result.getParams().getBenchmark()))
                .hasSameElementsAs(declared());
        assertThat(results)
                .allSatisfy(result -> assertThat(
                                result.getPrimaryResult().getStatistics().getN())
                        .isPositive());
    }

    private static Set<String> declared() {
        return ALL.stream()
                .flatMap(type -> Arrays.stream(type.getMethods())
                        .filter(method -> method.isAnnotationPresent(Benchmark.class))
                        .map(method -> type.getName() + "." + method.getName()))
                .collect(Collectors.toSet());
    }

    @Test
    void thePageHoldsEverySampleInEachFormatPackedOrNot() throws IOException {
        ExpositionBenchmark benchmark = new ExpositionBenchmark();
        benchmark.counters = 1000;
        benchmark.scrape();
        for (Format format : Format.values()) {
            benchmark.format = format;
            benchmark.gzip = false;
            byte[] plain = benchmark.page();
            benchmark.gzip = true;
            byte[] packed = benchmark.page();
            assertThat(packed.length).as("%s", format).isLessThan(plain.length / 3);
            byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
            for (byte[] page : List.of(plain, unpacked)) {
                assertThat(lines(page, "bench_family")).hasSize(1000);
                assertThat(lines(page, "bench_duration_seconds_bucket")).hasSize(20 * 17);
            }
        }
    }

    private static Stream<String> lines(byte[] page, String beginning) {
        return new String(page, StandardCharsets.UTF_8).lines().filter(line -> line.startsWith(beginning));
    }

    @Test
    void theViewHasAsManyStatementsAsWanted() throws Exception {
        try (StatementsView view = new StatementsView()) {
            view.fill(120);
            assertThat(view.entries()).isBetween(120, 125);
        }
    }

    @Test
    void newEndpointsAreAllAdmittedAndIdsAreOneRoute() {
        FoldBenchmark benchmark = new FoldBenchmark();
        Counts begun = benchmark.rowOfANewEndpoint();
        assertThat(begun.rows()).isEqualTo(300);
        assertThat(begun.overflowed()).isZero();
        Counts ids = benchmark.rowWithANewIdInItsEndpoint();
        assertThat(ids.rows()).isEqualTo(20_000);
        assertThat(ids.series(0)).as("one route: two methods, two statuses").isEqualTo(4);
    }
}
