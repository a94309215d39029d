package com.kryonix.events.maintenance;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What maintenance does in one database.
 *
 * @param tables those that are maintained
 * @param daysAhead how many days of partitions are made ahead of today
 * @param checkpointFile where an exporter keeps its checkpoints, if not in the database: its tails hold days back, too
 * @param timeZone of a TIMESTAMP without zone; null: any
 * @param audit whether every whole day's roll-up is compared with the rows that are there
 * @param evenUncounted whether old rows go, too, when no exporter has a checkpoint of their table
 * @param rehearsal whether it is only said what would be done
 */
public record MaintenancePlan(
        List<Retention> tables,
        int daysAhead,
        @Nullable Path checkpointFile,
        @Nullable ZoneId timeZone,
        boolean audit,
        boolean evenUncounted,
        boolean rehearsal) {
    /** Without an audit, for tables that exporters count. */
    public MaintenancePlan(
            List<Retention> tables, int daysAhead, @Nullable Path checkpointFile, @Nullable ZoneId timeZone) {
        this(tables, daysAhead, checkpointFile, timeZone, false, false, false);
    }

    public MaintenancePlan auditing() {
        return new MaintenancePlan(tables, daysAhead, checkpointFile, timeZone, true, evenUncounted, rehearsal);
    }

    public MaintenancePlan alsoOfUncounted() {
        return new MaintenancePlan(tables, daysAhead, checkpointFile, timeZone, audit, true, rehearsal);
    }

    public MaintenancePlan rehearsed() {
        return new MaintenancePlan(tables, daysAhead, checkpointFile, timeZone, audit, evenUncounted, true);
    }

    /** Of the tables' tails. */
    Set<String> names() {
        return tables.stream().map(retention -> retention.table().name()).collect(Collectors.toSet());
    }

    public MaintenancePlan {
        tables = List.copyOf(tables);
    }
}
