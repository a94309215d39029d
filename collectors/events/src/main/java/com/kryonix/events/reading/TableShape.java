package com.kryonix.events.reading;

import com.kryonix.events.fold.ColumnTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the real table is like.
 *
 * @param timeType the time column's: a bound means something else in another
 * @param nullableTime whether a row's time may be NULL
 * @param types all columns, with their types
 * @param counted the columns that are counted, in the table's order, with their types
 * @param index an index that begins with the time column
 * @param indexedThroughout whether whatever holds its rows has that index, too: partitions do, but perhaps no table that
 *     inherits, and none on another server
 * @param partitioned whether partitions hold its rows
 * @param foreign those of its partitions that are on another server
 */
public record TableShape(
        long oid,
        ColumnTime time,
        String timeType,
        boolean nullableTime,
        Map<String, String> types,
        String counted,
        Index index,
        boolean indexedThroughout,
        boolean partitioned,
        List<String> foreign) {
    public TableShape {
        foreign = List.copyOf(foreign);
        types = Map.copyOf(types);
    }

    /** The names of all columns. */
    public Set<String> columns() {
        return types.keySet();
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
