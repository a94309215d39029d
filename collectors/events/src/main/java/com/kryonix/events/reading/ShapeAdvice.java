package com.kryonix.events.reading;

import com.kryonix.events.table.EventTable;
import com.kryonix.events.table.SqlName;
import java.util.Optional;

/** What a table that can be tailed still lacks, and what to run. */
public final class ShapeAdvice {
    private ShapeAdvice() {}

    /** How to make the index by which new rows are found. No partitioned table's is made concurrently, but its partitions'. */
    public static String index(EventTable table, TableShape shape) {
        String column = " (" + SqlName.of(table.timeColumn()) + ")";
        return shape.partitioned()
                ? "CREATE INDEX CONCURRENTLY on" + column + " of each partition, then CREATE INDEX ON "
                        + SqlName.of(table) + column + ", which takes these over"
                : "CREATE INDEX CONCURRENTLY ON " + SqlName.of(table) + column;
    }

    /** That rows are not counted, and which; by key, they are. */
    public static Optional<String> foreign(EventTable table, TableShape shape) {
        if (shape.foreign().isEmpty() || table.key() != null) {
            return Optional.empty();
        }
        int more = shape.foreign().size() - 1;
        return Optional.of("rows that are written to foreign partition "
                + shape.foreign().get(0) + (more == 0 ? "" : " (and " + more + " more)") + " of " + table
                + " are not counted, since they do not tell which transaction wrote them: count them on the server that"
                + " has them");
    }
}
