package com.kryonix.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {
    private static final Metric REQUESTS = Metric.counter("a_requests_total", "Help.", "endpoint");
    private static final Metric SECONDS = Metric.histogram("a_seconds", "Help.", "endpoint");
    private static final Buckets BUCKETS = Buckets.of(0.1, 1, 10);

    @Test
    void refusesTheWrongNumberOfLabelValues() {
        assertThatThrownBy(() -> Sample.of(REQUESTS, 1)).hasMessageContaining("endpoint");
        assertThatThrownBy(() -> new HistogramValue(SECONDS, List.of(), BUCKETS, new long[4], 0))
                .hasMessageContaining("endpoint");
    }

    @Test
    void refusesValuesThatWereNotMeasured() {
        assertThatThrownBy(() -> Sample.of(REQUESTS, Double.NaN, "/a")).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Sample.of(REQUESTS, -1, "/a")).hasMessageContaining("below zero");
        assertThatThrownBy(() -> Sample.of(SECONDS, 1, "/a")).hasMessageContaining("histogram");
        Metric info = Metric.info("a_build_info", "Help.");
        assertThatThrownBy(() -> Sample.of(info, 2)).hasMessageContaining("always 1");
        assertThat(Sample.info(info).value()).isEqualTo(1);
    }

    @Test
    void readsCountsPerBucketAsCumulative() {
        HistogramValue histogram = new HistogramValue(SECONDS, List.of("/a"), BUCKETS, new long[] {3, 0, 2, 1}, 25.5);
        assertThat(histogram.cumulativeCount(0)).isEqualTo(3);
        assertThat(histogram.cumulativeCount(1)).isEqualTo(3);
        assertThat(histogram.cumulativeCount(2)).isEqualTo(5);
        assertThat(histogram.count()).isEqualTo(6);
        assertThat(histogram.sum()).isEqualTo(25.5);
    }

    @Test
    void refusesCountsThatCannotBe() {
        assertThatThrownBy(() -> new HistogramValue(SECONDS, List.of("/a"), BUCKETS, new long[3], 0))
                .hasMessageContaining("3 counts");
        assertThatThrownBy(() -> new HistogramValue(SECONDS, List.of("/a"), BUCKETS, new long[] {0, -1, 0, 0}, 0))
                .hasMessageContaining("negative");
        assertThatThrownBy(() -> new HistogramValue(REQUESTS, List.of("/a"), BUCKETS, new long[4], 0))
                .hasMessageContaining("no histogram");
    }

    @Test
    void addsUpUnderItsOwnLabels() {
        HistogramValue a = new HistogramValue(SECONDS, List.of("/a"), BUCKETS, new long[] {1, 0, 0, 0}, 0.1);
        HistogramValue b = new HistogramValue(SECONDS, List.of("/b"), BUCKETS, new long[] {0, 2, 0, 1}, 22);
        assertThat(a.plus(b))
                .isEqualTo(new HistogramValue(SECONDS, List.of("/a"), BUCKETS, new long[] {1, 2, 0, 1}, 22.1));
        assertThat(Sample.of(REQUESTS, 1, "/a").plus(Sample.of(REQUESTS, 2, "/b")))
                .isEqualTo(Sample.of(REQUESTS, 3, "/a"));
        assertThatThrownBy(() -> Sample.of(REQUESTS, 1, "/a").plus(a)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBoundBelongsToItsOwnBucket() {
        assertThat(BUCKETS.indexOf(0.1)).isZero();
        assertThat(BUCKETS.indexOf(0.11)).isEqualTo(1);
        assertThat(BUCKETS.indexOf(10)).isEqualTo(2);
        assertThat(BUCKETS.indexOf(11)).isEqualTo(3);
        assertThat(BUCKETS.size()).isEqualTo(4);
        assertThat(BUCKETS.bound(3)).isInfinite();
        assertThatThrownBy(() -> Buckets.of(1, 1)).hasMessageContaining("ascend");
        assertThatThrownBy(Buckets::of).hasMessageContaining("at least one");
    }

    @Test
    void aReadingRefusesTwoSamplesOfOneSeries() {
        assertThatThrownBy(() -> Reading.of(Sample.of(REQUESTS, 1, "/a"), Sample.of(REQUESTS, 2, "/a"))
                        .withoutDuplicates())
                .hasMessage("two samples of a_requests_total[/a]");
        Reading fine = Reading.of(Sample.of(REQUESTS, 1, "/a"), Sample.of(REQUESTS, 2, "/b"));
        assertThat(fine.withoutDuplicates()).isSameAs(fine);
    }
}
