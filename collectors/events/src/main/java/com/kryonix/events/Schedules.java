package com.kryonix.events;

import java.time.Duration;

/**
 * When a tail's passes are due.
 *
 * @param keep the next checkpoint, if there is something to keep
 * @param alive the next sign of life
 * @param history the next piece of the rows that were there before
 */
record Schedules(Schedule quick, Schedule slow, Schedule keep, Schedule alive, Schedule history) {
    /** History may take half the time, since nothing is shown before it is counted. */
    private static final double HISTORY_DUTY = 0.5;

    /** All are due now. */
    static Schedules of(TailSettings.Pace pace, long now) {
        return new Schedules(
                new Schedule(pace.quick(), pace.maxDuty(), now),
                new Schedule(pace.slow(), pace.maxDuty(), now),
                new Schedule(pace.checkpoint(), pace.maxDuty(), now),
                new Schedule(pace.checkpoint(), pace.maxDuty(), now),
                new Schedule(Duration.ZERO, HISTORY_DUTY, now));
    }

    /**
     * When the first is due, once history is counted.
     *
     * @param keeping whether there is something to keep
     */
    long next(boolean keeping, long now) {
        long wait = Math.min(Math.min(quick.due() - now, slow.due() - now), alive.due() - now);
        return now + (keeping ? Math.min(wait, keep.due() - now) : wait);
    }
}
