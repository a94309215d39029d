package com.kryonix.postgres.statements;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The sums that one exposed series of each family stands for. They only grow. */
final class Series {
    private final List<String> labels;
    private final Map<Counter, List<String>> withPhase = new EnumMap<>(Counter.class);
    private final double[] totals = new double[Counter.COUNT];

    /** @param labels user, datname, queryid */
    Series(List<String> labels) {
        this.labels = List.copyOf(labels);
    }

    /** @param difference what was counted since the last read, a number a counter, none negative */
    void add(double[] difference) {
        for (int place = 0; place < totals.length; place++) {
            totals[place] += difference[place];
        }
    }

    /** In the column's own unit. */
    double total(Counter counter) {
        return totals[counter.place()];
    }

    /** Whether nothing was ever added. */
    boolean isZero() {
        return totals[Counter.CALLS.place()] == 0 && totals[Counter.PLANS.place()] == 0;
    }

    List<String> labels() {
        return labels;
    }

    /** The labels of this counter's family: with the phase, where it has one. */
    List<String> labels(Counter counter) {
        String phase = counter.phase();
        if (phase == null) {
            return labels;
        }
        return withPhase.computeIfAbsent(counter, c -> List.of(labels.get(0), labels.get(1), labels.get(2), phase));
    }
}
