package com.kryonix.collector;

import java.util.List;

/** One value, or one histogram, of one series. */
public sealed interface Sample permits Value, HistogramValue {
    Metric metric();

    /** In the order of {@link Metric#labels()}. */
    List<String> labelValues();

    static Value of(Metric metric, double value, String... labelValues) {
        return new Value(metric, List.of(labelValues), value);
    }

    /** An info sample: what it says is in its labels. */
    static Value info(Metric metric, String... labelValues) {
        return new Value(metric, List.of(labelValues), 1);
    }

    /** This sample under other label values: what folds series into {@code other}. */
    Sample relabelled(List<String> otherLabelValues);

    /** The sum of this sample and another of the same metric, under this one's labels. */
    Sample plus(Sample other);
}
