package com.kryonix.events.fold;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What transactions and a tail do, step by step: a failing case as a text to read, to keep and to run again.
 *
 * @param leftOut the rule that the tail does not keep
 * @param lateRows whether it puts up with rows that clients stamp, up to {@link ModelDatabase#MOST_LATE} back
 */
record ModelScript(ModelRun.Rule leftOut, boolean lateRows, List<ModelStep> steps) {
    private static final String WITHOUT = "without ";
    private static final String LATE_ROWS = "late rows allowed";

    ModelScript {
        steps = List.copyOf(steps);
    }

    static ModelScript parse(String text) {
        ModelRun.Rule leftOut = ModelRun.Rule.NONE;
        boolean lateRows = false;
        List<ModelStep> steps = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith(WITHOUT)) {
                leftOut = ModelRun.Rule.valueOf(line.substring(WITHOUT.length()));
            } else if (line.equals(LATE_ROWS)) {
                lateRows = true;
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                steps.add(ModelStep.parse(line));
            }
        }
        return new ModelScript(leftOut, lateRows, steps);
    }

    /** For {@link #parse}. */
    @Override
    public String toString() {
        return (leftOut == ModelRun.Rule.NONE ? "" : WITHOUT + leftOut + "\n")
                + (lateRows ? LATE_ROWS + "\n" : "")
                + steps.stream().map(ModelStep::toString).collect(Collectors.joining("\n"));
    }

    /** Rows lost, counted twice, or shown once and then no more. */
    Set<String> differences() {
        return new ModelRun(this).differences();
    }

    /** The same with every rule kept. */
    ModelScript mended() {
        List<ModelStep> mended = steps.stream()
                .filter(step -> step.kind() != ModelStep.Kind.SNAPSHOT)
                .toList();
        return new ModelScript(ModelRun.Rule.NONE, lateRows, mended);
    }

    /** This one, which fails, without all that it fails without: any step may be left out of a script. */
    ModelScript shortest() {
        ModelScript shortest = this;
        for (int piece = steps.size() / 2; piece > 0; piece /= 2) {
            for (int from = 0; from < shortest.steps.size(); ) {
                ModelScript without = shortest.without(from, piece);
                if (without.differences().isEmpty()) {
                    from += piece;
                } else {
                    shortest = without;
                }
            }
        }
        return shortest.withLongWaits();
    }

    /** One wait for several in a row: the same, and shorter. */
    private ModelScript withLongWaits() {
        List<ModelStep> fewer = new ArrayList<>();
        for (ModelStep step : steps) {
            int last = fewer.size() - 1;
            if (step.kind() == ModelStep.Kind.WAIT
                    && last >= 0
                    && fewer.get(last).kind() == ModelStep.Kind.WAIT) {
                fewer.set(
                        last,
                        new ModelStep(ModelStep.Kind.WAIT, 0, fewer.get(last).amount() + step.amount()));
            } else {
                fewer.add(step);
            }
        }
        return new ModelScript(leftOut, lateRows, fewer);
    }

    private ModelScript without(int from, int count) {
        List<ModelStep> rest = new ArrayList<>(steps.subList(0, from));
        rest.addAll(steps.subList(Math.min(steps.size(), from + count), steps.size()));
        return new ModelScript(leftOut, lateRows, rest);
    }
}
