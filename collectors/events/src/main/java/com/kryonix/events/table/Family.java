package com.kryonix.events.table;

import com.kryonix.collector.Buckets;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Sample;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One metric family of a table: what a row adds to it. Kept as whole numbers, so that nothing is lost by rounding. */
public sealed interface Family permits Count, Sum, Distribution {
    Metric metric();

    /** Which rows it is of. */
    Condition where();

    /** How many numbers a series of it takes. */
    int slots();

    /** The columns without which there is no such family. */
    List<Column> needs();

    /** Whether this row makes the series exist. */
    boolean takes(Row row);

    /** Adds a row that it {@link #takes} to the series' numbers, which begin at {@code offset}. */
    void add(Row row, long[] cell, int offset);

    Sample sample(List<String> labelValues, long[] cell, int offset);

    /** A series' numbers, exactly. */
    Total total(long[] cell, int offset);

    /** A histogram's; null for a counter. */
    default @Nullable Buckets buckets() {
        return null;
    }

    /** Says what the numbers mean, so that a checkpoint of other meaning is not applied. */
    String shape();
}
