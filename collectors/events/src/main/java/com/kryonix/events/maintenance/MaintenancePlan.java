package com.kryonix.events.maintenance;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What maintenance does in one database.
 *
 * @param tables those that are maintained
 * @param daysAhead how many days of partitions are made ahead of today
 * @param checkpointFile where an exporter keeps its checkpoints, if not in the database: its tails hold days back, too
 * @param timeZone of a TIMESTAMP without zone; null: any
 */
public record MaintenancePlan(
        List<Retention> tables,
        int daysAhead,
        @Nullable Path checkpointFile,
        @Nullable ZoneId timeZone) {
    public MaintenancePlan {
        tables = List.copyOf(tables);
    }
}
