package com.kryonix.exporter.exposition;

import static com.kryonix.exporter.exposition.Pages.BOTH;
import static com.kryonix.exporter.exposition.Pages.collected;
import static com.kryonix.exporter.exposition.Pages.lines;
import static com.kryonix.exporter.exposition.Pages.page;
import static com.kryonix.exporter.exposition.Pages.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.collector.Buckets;
import com.kryonix.collector.HistogramValue;
import com.kryonix.collector.Kind;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each kind of metric in each format, compared whole. */
class KindsTest {
    private static final Metric CALLS = Metric.counter("demo_calls_total", "Calls", "user");
    private static final Metric BUSY = Metric.counter("demo_busy_seconds_total", "Busy")
            .orPostgresExporter("demo_busy_milliseconds", Kind.UNKNOWN, 1000);
    private static final Metric SIZE = Metric.gauge("demo_size_bytes", "Size", "db");
    private static final Metric WAIT = Metric.histogram("demo_wait_seconds", "Wait", "db");
    private static final Metric AGES = Metric.gaugeHistogram("demo_ages_seconds", "Ages");
    private static final Metric BUILD = Metric.info("demo_build_info", "Build", "version");
    private static final Metric ODD = Metric.unknown("demo_odd", "Odd \\ help\nin two lines");
    private static final Buckets BUCKETS = Buckets.of(0.005, 1, 2.5);

    private static String demo(Format format) {
        Sample[] samples = {
            Sample.of(CALLS, 12345678901.0, "a\"b\\c\nd"),
            Sample.of(CALLS, 0, "ü"),
            Sample.of(BUSY, 1.5),
            Sample.of(SIZE, -1, "x"),
            new HistogramValue(WAIT, List.of("x"), BUCKETS, new long[] {1, 2, 0, 3}, 8.25),
            new HistogramValue(AGES, List.of(), BUCKETS, new long[] {0, 1, 0, 0}, 0.5),
            Sample.info(BUILD, "17.6"),
            Sample.of(ODD, Double.POSITIVE_INFINITY)
        };
        return lines(
                page(BOTH, Scope.ONE_TARGET, format, target("events", "main", collected("all", samples))), "demo_");
    }

    @Test
    void inTheTextFormat() {
        assertThat(demo(Format.TEXT)).isEqualTo("""
                        # HELP demo_ages_seconds Ages
                        # TYPE demo_ages_seconds histogram
                        demo_ages_seconds_bucket{le="0.005",} 0.0
                        demo_ages_seconds_bucket{le="1.0",} 1.0
                        demo_ages_seconds_bucket{le="2.5",} 1.0
                        demo_ages_seconds_bucket{le="+Inf",} 1.0
                        # HELP demo_build_info Build
                        # TYPE demo_build_info gauge
                        demo_build_info{version="17.6",} 1.0
                        # HELP demo_busy_milliseconds Busy (postgres_exporter's name for demo_busy_seconds_total)
                        # TYPE demo_busy_milliseconds untyped
                        demo_busy_milliseconds 1500.0
                        # HELP demo_busy_seconds_total Busy
                        # TYPE demo_busy_seconds_total counter
                        demo_busy_seconds_total 1.5
                        # HELP demo_calls_total Calls
                        # TYPE demo_calls_total counter
                        demo_calls_total{user="a\\"b\\\\c\\nd",} 1.2345678901E10
                        demo_calls_total{user="ü",} 0.0
                        # HELP demo_odd Odd \\\\ help\\nin two lines
                        # TYPE demo_odd untyped
                        demo_odd +Inf
                        # HELP demo_size_bytes Size
                        # TYPE demo_size_bytes gauge
                        demo_size_bytes{db="x",} -1.0
                        # HELP demo_wait_seconds Wait
                        # TYPE demo_wait_seconds histogram
                        demo_wait_seconds_bucket{db="x",le="0.005",} 1.0
                        demo_wait_seconds_bucket{db="x",le="1.0",} 3.0
                        demo_wait_seconds_bucket{db="x",le="2.5",} 3.0
                        demo_wait_seconds_bucket{db="x",le="+Inf",} 6.0
                        demo_wait_seconds_count{db="x",} 6.0
                        demo_wait_seconds_sum{db="x",} 8.25
                        # HELP demo_ages_seconds_gcount Ages
                        # TYPE demo_ages_seconds_gcount gauge
                        demo_ages_seconds_gcount 1.0
                        # HELP demo_ages_seconds_gsum Ages
                        # TYPE demo_ages_seconds_gsum gauge
                        demo_ages_seconds_gsum 0.5
                        """);
    }

    @Test
    void inOpenMetrics() {
        assertThat(demo(Format.OPENMETRICS)).isEqualTo("""
                        # TYPE demo_ages_seconds gaugehistogram
                        # UNIT demo_ages_seconds seconds
                        # HELP demo_ages_seconds Ages
                        demo_ages_seconds_bucket{le="0.005"} 0.0
                        demo_ages_seconds_bucket{le="1.0"} 1.0
                        demo_ages_seconds_bucket{le="2.5"} 1.0
                        demo_ages_seconds_bucket{le="+Inf"} 1.0
                        demo_ages_seconds_gcount 1.0
                        demo_ages_seconds_gsum 0.5
                        # TYPE demo_build info
                        # HELP demo_build Build
                        demo_build_info{version="17.6"} 1.0
                        # TYPE demo_busy_milliseconds unknown
                        # HELP demo_busy_milliseconds Busy (postgres_exporter's name for demo_busy_seconds_total)
                        demo_busy_milliseconds 1500.0
                        # TYPE demo_busy_seconds counter
                        # UNIT demo_busy_seconds seconds
                        # HELP demo_busy_seconds Busy
                        demo_busy_seconds_total 1.5
                        # TYPE demo_calls counter
                        # HELP demo_calls Calls
                        demo_calls_total{user="a\\"b\\\\c\\nd"} 1.2345678901E10
                        demo_calls_total{user="ü"} 0.0
                        # TYPE demo_odd unknown
                        # HELP demo_odd Odd \\\\ help\\nin two lines
                        demo_odd +Inf
                        # TYPE demo_size_bytes gauge
                        # UNIT demo_size_bytes bytes
                        # HELP demo_size_bytes Size
                        demo_size_bytes{db="x"} -1.0
                        # TYPE demo_wait_seconds histogram
                        # UNIT demo_wait_seconds seconds
                        # HELP demo_wait_seconds Wait
                        demo_wait_seconds_bucket{db="x",le="0.005"} 1.0
                        demo_wait_seconds_bucket{db="x",le="1.0"} 3.0
                        demo_wait_seconds_bucket{db="x",le="2.5"} 3.0
                        demo_wait_seconds_bucket{db="x",le="+Inf"} 6.0
                        demo_wait_seconds_count{db="x"} 6.0
                        demo_wait_seconds_sum{db="x"} 8.25
                        """);
    }
}
