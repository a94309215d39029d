package com.kryonix.events;

import com.kryonix.events.fold.HistoryPass;
import com.kryonix.events.fold.Snapshot;
import com.kryonix.events.fold.TailState;
import com.kryonix.events.fold.Tolerances;
import com.kryonix.events.reading.RowCells;
import com.kryonix.events.reading.TableReading;
import com.kryonix.events.table.Admissions;
import com.kryonix.events.table.Counts;
import com.kryonix.events.table.EventTable;
import com.kryonix.events.table.RowCounter;
import java.sql.SQLException;

/**
 * A piece of the rows that were there before the tail began: those of transactions below its horizon. All of these had
 * ended then, so no such row can be added any more, and each piece of time is counted for good once it was read.
 */
final class History implements TableReading.Sink {
    private static final int TIMES_MORE = 4;

    private final EventTable table;
    private final TailState before;
    private final Snapshot snapshot;
    private final HistoryPass pass;
    private final RowCounter counter;
    private final Counts counted;

    History(EventTable table, TailState before, Snapshot snapshot, Tolerances tolerances, Admissions admissions) {
        this.table = table;
        this.before = before;
        this.snapshot = snapshot;
        this.pass = new HistoryPass(before, snapshot, tolerances);
        this.counter = new RowCounter(table, admissions);
        this.counted = new Counts(table);
    }

    /** @param most rows to read at once, unless more have one and the same time; 0: all */
    TableFold.Found read(TableReading reading, int most) throws SQLException {
        Long from = before.history();
        if (from == null) {
            throw new IllegalStateException("history is counted: " + before);
        }
        for (int rows = most; rows > 0; rows *= TIMES_MORE) {
            long to = reading.timeAfter(from, rows);
            if (to == TailState.NO_TIME) {
                break;
            }
            if (to > from) {
                return found(pass.after(to), reading.rowsBetween(from, to, this));
            }
        }
        long scanned = reading.rowsFrom(from, this) + reading.rowsWithoutTime(this);
        return found(pass.after(null), scanned);
    }

    @Override
    public void row(long time, long rawXmin, RowCells cells) throws SQLException {
        if (pass.counts(time, rawXmin)) {
            counter.add(cells.row(), counted);
        }
    }

    private TableFold.Found found(TailState after, long scanned) {
        return new TableFold.Found(table, after, counted, snapshot, scanned, 0);
    }
}
