package com.kryonix.demo.traffic;

import java.time.Duration;

/** A day of traffic squeezed into minutes: a sine around the mean. */
final class DailyRhythm {
    private static final double DAY_NANOS = Duration.ofMinutes(10).toNanos();
    private static final double SWING = 0.5;

    private DailyRhythm() {}

    /** Between half the mean and one and a half of it. */
    static double factor(double sinceBeginNanos) {
        return 1 + SWING * Math.sin(2 * Math.PI * sinceBeginNanos / DAY_NANOS);
    }
}
