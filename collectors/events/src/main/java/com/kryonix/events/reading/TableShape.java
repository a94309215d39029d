package com.kryonix.events.reading;

import com.kryonix.events.fold.ColumnTime;
import java.util.Set;

/**
 * What the real table is like.
 *
 * @param timeType the time column's: a bound means something else in another
 * @param nullableTime whether a row's time may be NULL
 * @param columns the names of all columns
 * @param index an index that begins with the time column
 */
public record TableShape(
        long oid, ColumnTime time, String timeType, boolean nullableTime, Set<String> columns, Index index) {
    public TableShape {
        columns = Set.copyOf(columns);
    }

    /** What finds new rows. */
    public enum Index {
        /** Nothing: each pass reads the whole table. */
        NONE,
        /** Finds, but does not sort: BRIN. */
        FINDS,
        /** A btree. */
        SORTS
    }
}
