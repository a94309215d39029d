package com.kryonix.postgres.statements;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The sums that one exposed series of each family stands for. They only grow.
 *
 * <p>Families of a {@link CounterGroup} have a series only once there is something to count. It is first exposed as 0,
 * and as the sum from the next time on, so that its first increase is seen as one.
 */
final class Series {
    private final List<String> labels;
    private final Map<Counter, List<String>> withPhase = new EnumMap<>(Counter.class);
    private final double[] totals = new double[Counter.COUNT];
    private final Set<CounterGroup> born = EnumSet.noneOf(CounterGroup.class);
    private final Set<CounterGroup> shown = EnumSet.noneOf(CounterGroup.class);

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

    /** Call before it is exposed, each time: groups that were 0 then are their sums now, and new ones begin. */
    void expose() {
        shown.addAll(born);
        for (CounterGroup group : CounterGroup.values()) {
            if (!shown.contains(group) && group.members().stream().anyMatch(member -> total(member) > 0)) {
                born.add(group);
            }
        }
    }

    /** What to expose, in the column's own unit; empty where there is no series yet. */
    OptionalDouble exposed(Counter counter) {
        CounterGroup group = CounterGroup.of(counter);
        if (group == null || shown.contains(group)) {
            return OptionalDouble.of(total(counter));
        }
        return born.contains(group) ? OptionalDouble.of(0) : OptionalDouble.empty();
    }

    /** What was added and never exposed: whoever ends the series must count it elsewhere. */
    double[] withheld() {
        double[] withheld = new double[totals.length];
        for (CounterGroup group : CounterGroup.values()) {
            if (!shown.contains(group)) {
                group.members().forEach(member -> withheld[member.place()] = total(member));
            }
        }
        return withheld;
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
