package com.kryonix.events.maintenance;

import com.kryonix.configuration.Durations;
import com.kryonix.events.table.EventTable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * For how long one event table keeps its rows.
 *
 * @param keep null: for ever
 * @param source who says so: a key of the configuration, or {@code default}
 */
public record Retention(EventTable table, @Nullable Duration keep, String source) {
    private static final long DAY_SECONDS = 86_400;

    /** As the caller says. */
    public Retention(EventTable table, @Nullable Duration keep) {
        this(table, keep, "default");
    }

    /** In one line. */
    String policy(Instant now) {
        Instant cutoff = cutoff(now);
        return keep == null || cutoff == null
                ? table + ": keeps all rows (" + source + ")"
                : table + ": keeps " + length(keep) + " (" + source + "): rows from "
                        + LocalDate.ofInstant(cutoff, ZoneOffset.UTC) + " on";
    }

    private static String length(Duration keep) {
        long days = keep.toDays();
        return keep.toSeconds() % DAY_SECONDS != 0 ? Durations.format(keep) : days + (days == 1 ? " day" : " days");
    }

    /** Rows of before this may go: whole days of UTC. Null: none. */
    @Nullable
    Instant cutoff(Instant now) {
        return keep == null ? null : now.minus(keep).truncatedTo(ChronoUnit.DAYS);
    }
}
