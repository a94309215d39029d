package com.kryonix.collector;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A sample that is a histogram: a count a bucket, and the sum of what was observed. Immutable.
 *
 * <p>Counts are given a bucket each ({@code counts[i]}: observations in bucket i alone) and read cumulative.
 */
public final class HistogramValue implements Sample {
    private final Metric metric;
    private final List<String> labelValues;
    private final Buckets buckets;
    private final long[] cumulative;
    private final double sum;

    /** @param counts observations a bucket, +Inf's last; {@code buckets.size()} of them, none negative */
    public HistogramValue(Metric metric, List<String> labelValues, Buckets buckets, long[] counts, double sum) {
        this(metric, List.copyOf(labelValues), buckets, accumulate(metric, buckets, counts), sum, true);
    }

    private HistogramValue(
            Metric metric, List<String> labels, Buckets buckets, long[] cumulative, double sum, boolean owned) {
        if (metric.kind() != Kind.HISTOGRAM && metric.kind() != Kind.GAUGE_HISTOGRAM) {
            throw new IllegalArgumentException(metric.name() + " is no histogram but a " + metric.kind());
        }
        Value.checkLabelCount(metric, labels);
        if (Double.isNaN(sum)) {
            throw new IllegalArgumentException(metric.name() + labels + ": sum is NaN");
        }
        this.metric = metric;
        this.labelValues = labels;
        this.buckets = buckets;
        this.cumulative = owned ? cumulative : cumulative.clone();
        this.sum = sum;
    }

    private static long[] accumulate(Metric metric, Buckets buckets, long[] counts) {
        if (counts.length != buckets.size()) {
            throw new IllegalArgumentException(metric.name() + ": " + counts.length + " counts for " + buckets);
        }
        long[] cumulative = new long[counts.length];
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < 0) {
                throw new IllegalArgumentException(metric.name() + ": negative count in " + Arrays.toString(counts));
            }
            seen += counts[i];
            cumulative[i] = seen;
        }
        return cumulative;
    }

    @Override
    public Metric metric() {
        return metric;
    }

    @Override
    public List<String> labelValues() {
        return labelValues;
    }

    public Buckets buckets() {
        return buckets;
    }

    /** Observations at or below bucket {@code i}'s bound. */
    public long cumulativeCount(int i) {
        return cumulative[i];
    }

    /** All observations. */
    public long count() {
        return cumulative[cumulative.length - 1];
    }

    public double sum() {
        return sum;
    }

    @Override
    public HistogramValue relabelled(List<String> otherLabelValues) {
        return new HistogramValue(metric, List.copyOf(otherLabelValues), buckets, cumulative, sum, true);
    }

    @Override
    public HistogramValue plus(Sample other) {
        if (!(other instanceof HistogramValue that) || !that.metric.equals(metric) || !that.buckets.equals(buckets)) {
            throw new IllegalArgumentException(
                    metric.name() + " plus " + other.metric().name());
        }
        long[] both = cumulative.clone();
        for (int i = 0; i < both.length; i++) {
            both[i] += that.cumulative[i];
        }
        return new HistogramValue(metric, labelValues, buckets, both, sum + that.sum, true);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HistogramValue that
                && metric.equals(that.metric)
                && labelValues.equals(that.labelValues)
                && buckets.equals(that.buckets)
                && Arrays.equals(cumulative, that.cumulative)
                && sum == that.sum;
    }

    @Override
    public int hashCode() {
        return Objects.hash(metric, labelValues, sum, Arrays.hashCode(cumulative));
    }

    @Override
    public String toString() {
        return metric.name() + labelValues + " " + Arrays.toString(cumulative) + " sum " + sum;
    }
}
