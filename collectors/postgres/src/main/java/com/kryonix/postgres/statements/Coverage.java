package com.kryonix.postgres.statements;

import java.util.OptionalDouble;

/** How much of the recent execution time the tracked statements account for. */
final class Coverage {
    private double covered;
    private double all;

    void add(double milliseconds, boolean tracked) {
        all += milliseconds;
        if (tracked) {
            covered += milliseconds;
        }
    }

    void fade(double factor) {
        covered *= factor;
        all *= factor;
    }

    /** 0 to 1; empty when nothing has run. */
    OptionalDouble ratio() {
        return all > 0 ? OptionalDouble.of(Math.min(1, covered / all)) : OptionalDouble.empty();
    }
}
