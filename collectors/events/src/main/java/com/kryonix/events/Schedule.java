package com.kryonix.events;

import java.time.Duration;

/**
 * When something is due again: after its interval, and later when it took long, so that it never takes more than its
 * share of the time. In the terms of {@link System#nanoTime}.
 */
final class Schedule {
    private final long interval;
    private final double maxDuty;
    private long due;

    Schedule(Duration interval, double maxDuty, long now) {
        this.interval = interval.toNanos();
        this.maxDuty = maxDuty;
        this.due = now;
    }

    boolean isDue(long now) {
        return due - now <= 0;
    }

    long due() {
        return due;
    }

    /** It began and ended. */
    void done(long began, long ended) {
        long rest = (long) ((ended - began) / maxDuty);
        long earliest = began + interval;
        long rested = ended + rest;
        due = earliest - rested > 0 ? earliest : rested;
    }
}
