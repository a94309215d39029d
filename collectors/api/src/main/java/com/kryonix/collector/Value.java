package com.kryonix.collector;

import java.util.List;

/** A sample that is one number. NaN is refused: what was not measured has no sample. */
public record Value(Metric metric, List<String> labelValues, double value) implements Sample {
    public Value {
        labelValues = List.copyOf(labelValues);
        checkLabelCount(metric, labelValues);
        if (metric.kind() == Kind.HISTOGRAM || metric.kind() == Kind.GAUGE_HISTOGRAM) {
            throw new IllegalArgumentException(metric.name() + " is a histogram: use HistogramValue");
        }
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException(metric.name() + labelValues + ": NaN; give no sample instead");
        }
        if (metric.kind() == Kind.COUNTER && value < 0) {
            throw new IllegalArgumentException(metric.name() + labelValues + ": a counter below zero: " + value);
        }
        if (metric.kind() == Kind.INFO && value != 1) {
            throw new IllegalArgumentException(metric.name() + labelValues + ": an info is always 1");
        }
    }

    @Override
    public Value relabelled(List<String> otherLabelValues) {
        return new Value(metric, otherLabelValues, value);
    }

    @Override
    public Value plus(Sample other) {
        if (!(other instanceof Value that) || !that.metric.equals(metric)) {
            throw new IllegalArgumentException(
                    metric.name() + " plus " + other.metric().name());
        }
        return new Value(metric, labelValues, value + that.value);
    }

    static void checkLabelCount(Metric metric, List<String> labelValues) {
        if (labelValues.size() != metric.labels().size()) {
            throw new IllegalArgumentException(
                    metric.name() + " has labels " + metric.labels() + ", not " + labelValues.size() + " values");
        }
    }
}
