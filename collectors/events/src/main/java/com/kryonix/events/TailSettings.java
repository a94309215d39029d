package com.kryonix.events;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How event tables are tailed. {@link #defaults()} suits most; the {@code with} methods change one thing.
 *
 * @param exporter this exporter's name in its checkpoints: two exporters on one database need two names
 * @param start where a tail without a checkpoint begins
 * @param interval between quick folds, at least
 * @param slowInterval between slow passes, at least
 * @param maxDuty the share of time that each kind of pass may take: after one of t seconds it rests for t / maxDuty
 * @param skew how far a row's time may lie before its transaction's start and still be seen by the quick fold
 * @param late how far behind now a row's time may lie and still be counted, by the slow pass
 * @param margin how long a transaction is assumed to last where the server does not tell: without
 *     {@code pg_read_all_stats}, and on a standby
 * @param bornAtZero for how long a series that appears while running shows 0: two scrape intervals
 * @param checkpointInterval between checkpoints, at least
 * @param checkpointFile where checkpoints go instead of the database; null: the database, or, where it does not let us
 *     write, a file in the folder for temporary files
 * @param timeZone in which a TIMESTAMP without zone was written; null: the server's
 */
public record TailSettings(
        String exporter,
        Start start,
        Duration interval,
        Duration slowInterval,
        double maxDuty,
        Duration skew,
        Duration late,
        Duration margin,
        Duration bornAtZero,
        Duration checkpointInterval,
        @Nullable Path checkpointFile,
        @Nullable ZoneId timeZone) {

    /** Where a tail without a checkpoint begins. */
    public enum Start {
        /** Rows that are committed later are counted. */
        NOW,
        /** Every row that is there is counted, too. */
        BEGINNING
    }

    /** @throws IllegalArgumentException naming the setting that makes no sense */
    public TailSettings {
        refuse(exporter.isBlank() || exporter.length() > 100, "exporter", exporter, "is 1 to 100 characters");
        positive(interval, "interval");
        positive(slowInterval, "slow_interval");
        positive(late, "late");
        positive(margin, "margin");
        positive(checkpointInterval, "checkpoint_interval");
        refuse(skew.isNegative(), "skew", skew, "is not negative");
        refuse(bornAtZero.isNegative(), "born_at_zero", bornAtZero, "is not negative");
        refuse(!(maxDuty > 0 && maxDuty <= 1), "max_duty", maxDuty, "is above 0 and at most 1");
    }

    public static TailSettings defaults() {
        return new TailSettings(
                "default",
                Start.NOW,
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                0.1,
                Duration.ofSeconds(2),
                Duration.ofMinutes(1),
                Duration.ofMinutes(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                null,
                null);
    }

    public TailSettings withExporter(String name) {
        return new TailSettings(
                name,
                start,
                interval,
                slowInterval,
                maxDuty,
                skew,
                late,
                margin,
                bornAtZero,
                checkpointInterval,
                checkpointFile,
                timeZone);
    }

    public TailSettings withStart(Start where) {
        return new TailSettings(
                exporter,
                where,
                interval,
                slowInterval,
                maxDuty,
                skew,
                late,
                margin,
                bornAtZero,
                checkpointInterval,
                checkpointFile,
                timeZone);
    }

    public TailSettings withIntervals(Duration quick, Duration slow, Duration checkpoint) {
        return new TailSettings(
                exporter,
                start,
                quick,
                slow,
                maxDuty,
                skew,
                late,
                margin,
                bornAtZero,
                checkpoint,
                checkpointFile,
                timeZone);
    }

    public TailSettings withMaxDuty(double duty) {
        return new TailSettings(
                exporter,
                start,
                interval,
                slowInterval,
                duty,
                skew,
                late,
                margin,
                bornAtZero,
                checkpointInterval,
                checkpointFile,
                timeZone);
    }

    public TailSettings withTolerances(Duration rowSkew, Duration rowLate, Duration transactionMargin) {
        return new TailSettings(
                exporter,
                start,
                interval,
                slowInterval,
                maxDuty,
                rowSkew,
                rowLate,
                transactionMargin,
                bornAtZero,
                checkpointInterval,
                checkpointFile,
                timeZone);
    }

    public TailSettings withBornAtZero(Duration twoScrapeIntervals) {
        return new TailSettings(
                exporter,
                start,
                interval,
                slowInterval,
                maxDuty,
                skew,
                late,
                margin,
                twoScrapeIntervals,
                checkpointInterval,
                checkpointFile,
                timeZone);
    }

    public TailSettings withCheckpointFile(@Nullable Path file) {
        return new TailSettings(
                exporter,
                start,
                interval,
                slowInterval,
                maxDuty,
                skew,
                late,
                margin,
                bornAtZero,
                checkpointInterval,
                file,
                timeZone);
    }

    public TailSettings withTimeZone(@Nullable ZoneId zone) {
        return new TailSettings(
                exporter,
                start,
                interval,
                slowInterval,
                maxDuty,
                skew,
                late,
                margin,
                bornAtZero,
                checkpointInterval,
                checkpointFile,
                zone);
    }

    private static void positive(Duration duration, String setting) {
        refuse(duration.isNegative() || duration.isZero(), setting, duration, "is positive");
    }

    private static void refuse(boolean wrong, String setting, Object value, String rule) {
        if (wrong) {
            throw new IllegalArgumentException(setting + " " + rule + ", not " + value);
        }
    }
}
