package com.kryonix.postgres.statements;

import java.util.OptionalDouble;

/**
 * A statement's gauges over its entries (toplevel and nested): the least minimum, the largest maximum, the pooled
 * standard deviation, the earliest start. In the view's units.
 */
final class Figures {
    private double calls;
    private double sum;
    private double squares;
    private double min;
    private double max;
    private double since;

    void clear() {
        calls = 0;
        sum = 0;
        squares = 0;
        min = Double.POSITIVE_INFINITY;
        max = 0;
        since = 0;
    }

    void add(Snapshot snapshot, int row) {
        double start = snapshot.number(row, Gauge.SINCE.place());
        since = since == 0 ? start : Math.min(since, start);
        double n = snapshot.number(row, Counter.CALLS.place());
        double longest = snapshot.number(row, Gauge.MAX.place());
        if (n == 0 || longest == 0) {
            // Planned only, or its minima and maxima were reset and it has not run since.
            return;
        }
        double total = snapshot.number(row, Counter.EXECUTION.place());
        double deviation = snapshot.number(row, Gauge.STDDEV.place());
        double mean = total / n;
        calls += n;
        sum += total;
        squares += n * (deviation * deviation + mean * mean);
        min = Math.min(min, snapshot.number(row, Gauge.MIN.place()));
        max = Math.max(max, longest);
    }

    /** Empty where the view has no such figure. */
    OptionalDouble of(Gauge gauge) {
        if (gauge == Gauge.SINCE) {
            return since == 0 ? OptionalDouble.empty() : OptionalDouble.of(since);
        }
        if (calls == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                switch (gauge) {
                    case MIN -> min;
                    case MAX -> max;
                    default -> deviation();
                });
    }

    /** Rounding may take the difference of squares a little below zero. */
    private double deviation() {
        double mean = sum / calls;
        return Math.sqrt(Math.max(0, squares / calls - mean * mean));
    }
}
