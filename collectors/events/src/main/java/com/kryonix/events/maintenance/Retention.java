package com.kryonix.events.maintenance;

import com.kryonix.events.table.EventTable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * For how long one event table keeps its rows.
 *
 * @param keep null: for ever
 */
public record Retention(EventTable table, @Nullable Duration keep) {
    /** Rows of before this may go: whole days of UTC. Null: none. */
    @Nullable
    Instant cutoff(Instant now) {
        return keep == null ? null : now.minus(keep).truncatedTo(ChronoUnit.DAYS);
    }
}
