package com.kryonix.events;

import com.kryonix.events.fold.Tolerances;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How event tables are tailed. {@link #defaults()} suits most.
 *
 * @param instance this exporter's name in its checkpoints: two exporters on one database need two names
 * @param start where a tail without a checkpoint begins
 * @param checkpointFile where checkpoints go instead of the database, the table's name appended; null: the database,
 *     or, where it does not let us write, a file in the {@link com.kryonix.events.checkpoint.StateFolder}
 * @param timeZone in which a TIMESTAMP without zone was written; null: perhaps the server's, perhaps any
 */
public record TailSettings(
        String instance,
        Start start,
        Pace pace,
        Tolerance tolerance,
        @Nullable Path checkpointFile,
        @Nullable ZoneId timeZone) {

    /** Where a tail without a checkpoint begins. */
    public enum Start {
        /** Rows that are committed later are counted. */
        NOW,
        /** Every row that is there is counted, too. */
        BEGINNING
    }

    /**
     * How often something is done.
     *
     * @param quick between quick folds, at least
     * @param slow between slow passes, at least
     * @param checkpoint between checkpoints, at least
     * @param maxDuty the share of time that each kind of pass may take: after one of t seconds it rests for t / maxDuty
     */
    public record Pace(Duration quick, Duration slow, Duration checkpoint, double maxDuty) {
        /** @throws IllegalArgumentException naming what makes no sense */
        public Pace {
            positive(quick, "the interval of folds");
            positive(slow, "the interval of slow passes");
            positive(checkpoint, "the interval of checkpoints");
            if (!(maxDuty > 0 && maxDuty <= 1)) {
                throw new IllegalArgumentException("the greatest duty is above 0 and at most 1, not " + maxDuty);
            }
        }
    }

    /**
     * What is put up with.
     *
     * @param skew how far a row's time may lie before its transaction's start and still be seen by the quick fold
     * @param late how far behind now a row's time may lie and still be counted, by the slow pass
     * @param margin how long a transaction is assumed to last where the server does not tell: without
     *     {@code pg_read_all_stats}, and on a standby
     * @param young up to which age a transaction that has not written yet still widens the quick fold; the slow pass
     *     waits for older ones
     * @param bornAtZero for how long a series that appears while running shows 0: two scrape intervals
     */
    public record Tolerance(Duration skew, Duration late, Duration margin, Duration young, Duration bornAtZero) {
        /** @throws IllegalArgumentException naming what makes no sense */
        public Tolerance {
            positive(late, "late");
            positive(margin, "the margin");
            positive(young, "the age of a young transaction");
            if (skew.isNegative() || bornAtZero.isNegative()) {
                throw new IllegalArgumentException("neither skew nor the time at zero is negative");
            }
        }
    }

    /** @throws IllegalArgumentException naming what makes no sense */
    public TailSettings {
        if (instance.isBlank() || instance.length() > 100) {
            throw new IllegalArgumentException("an instance's name has 1 to 100 characters, not '" + instance + "'");
        }
    }

    /** From now on, a fold every 5 seconds, a slow pass every minute, checkpoints in the database. */
    public static TailSettings defaults() {
        return new TailSettings(
                "default",
                Start.NOW,
                new Pace(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofSeconds(30), 0.1),
                new Tolerance(
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(30)),
                null,
                null);
    }

    Tolerances tolerances() {
        return new Tolerances(tolerance.skew(), tolerance.late(), tolerance.margin(), tolerance.young());
    }

    public TailSettings with(Start where) {
        return new TailSettings(instance, where, pace, tolerance, checkpointFile, timeZone);
    }

    public TailSettings with(Pace other) {
        return new TailSettings(instance, start, other, tolerance, checkpointFile, timeZone);
    }

    public TailSettings with(Tolerance other) {
        return new TailSettings(instance, start, pace, other, checkpointFile, timeZone);
    }

    public TailSettings withCheckpointFile(@Nullable Path file) {
        return new TailSettings(instance, start, pace, tolerance, file, timeZone);
    }

    private static void positive(Duration duration, String what) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + " must be positive, not " + duration);
        }
    }
}
