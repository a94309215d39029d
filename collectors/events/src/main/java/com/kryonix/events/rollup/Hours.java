package com.kryonix.events.rollup;

import com.kryonix.events.fold.TailState;
import com.kryonix.events.table.Admissions;
import com.kryonix.events.table.Counts;
import com.kryonix.events.table.EventTable;
import com.kryonix.events.table.Row;
import com.kryonix.events.table.RowCounter;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows counted by the hour that their time lies in: of UTC, or for a TIMESTAMP without zone as the writer's wall showed
 * it. Rows without a time have an hour of their own, the least there is.
 */
final class Hours {
    static final long HOUR = 3_600_000_000L;
    static final long DAY = 24 * HOUR;

    private final EventTable table;
    private final RowCounter counter;
    private final Map<Long, Counts> hours = new TreeMap<>();
    private long rows;

    Hours(EventTable table, Admissions admissions) {
        this.table = table;
        this.counter = new RowCounter(table, admissions);
    }

    void add(long time, Row row) {
        counter.add(row, hours.computeIfAbsent(begin(time, HOUR), hour -> new Counts(table)));
        rows++;
    }

    long rows() {
        return rows;
    }

    Map<Long, Counts> counts() {
        return hours;
    }

    /** The same rows by the day. */
    Map<Long, Counts> days() {
        Map<Long, Counts> days = new TreeMap<>();
        hours.forEach((hour, counts) ->
                days.computeIfAbsent(begin(hour, DAY), day -> new Counts(table)).add(counts));
        return days;
    }

    /** When the day of a time begins; of no time: none. */
    static long day(long time) {
        return begin(time, DAY);
    }

    private static long begin(long time, long length) {
        boolean infinite = time == TailState.NO_TIME || time == Long.MAX_VALUE;
        return infinite ? time : Math.floorDiv(time, length) * length;
    }
}
