package com.kryonix.events.rollup;

import com.kryonix.events.checkpoint.Checkpoint;
import com.kryonix.events.fold.FinalPass;
import com.kryonix.events.fold.HistoryPass;
import com.kryonix.events.fold.Sighting;
import com.kryonix.events.fold.Snapshot;
import com.kryonix.events.fold.TailState;
import com.kryonix.events.fold.Tolerances;
import com.kryonix.events.fold.Verdict;
import com.kryonix.events.fold.ZonedTime;
import com.kryonix.events.reading.Patience;
import com.kryonix.events.reading.TableReading;
import com.kryonix.events.reading.TableReplaced;
import com.kryonix.events.reading.TableShape;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.table.EventTable;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/** Reads what is to be rolled up next. */
final class Steps {
    /** A day back: run each hour, rows are read some 25 times, by the server alone, which knows which ones are new. */
    private static final Tolerances TOLERANCES =
            new Tolerances(Duration.ofSeconds(2), Duration.ofDays(1), Duration.ofMinutes(10), Duration.ofMinutes(1));

    private static final int PIECE = 100_000;
    private static final int TIMES_MORE = 4;

    private final TailConnection connection;
    private final EventTable table;
    private final TableShape shape;

    Steps(TailConnection connection, EventTable table, TableShape shape) {
        this.connection = connection;
        this.table = table;
        this.shape = shape;
    }

    record Step(TailState after, Hours hours) {}

    /** Everything is still to be counted. */
    TailState beginning() throws SQLException, TableReplaced {
        Sighting sighting = connection.sight(TOLERANCES);
        try (TableReading reading = TableReading.begin(connection, table, shape, Patience.unhurried())) {
            return TailState.beginning(sighting, reading.snapshot(), shape.time(), TOLERANCES, true);
        }
    }

    /** A piece of what was there at the beginning: of transactions that had all ended. */
    Step history(Checkpoint at) throws SQLException, TableReplaced {
        TailState state = at.state();
        Long from = state.history();
        Hours hours = new Hours(table, at.admissions());
        try (TableReading reading = TableReading.begin(connection, table, shape, Patience.unhurried())) {
            HistoryPass pass = new HistoryPass(state, reading.snapshot(), TOLERANCES);
            TableReading.Sink sink = (time, xmin, cells) -> {
                if (pass.counts(time, xmin)) {
                    hours.add(time, cells.row());
                }
            };
            long begin = from == null ? TailState.NO_TIME : from;
            long to = end(reading, begin);
            if (to == TailState.NO_TIME) {
                reading.rowsFrom(begin, sink);
                reading.rowsWithoutTime(sink);
                return new Step(pass.after(null), hours);
            }
            reading.rowsBetween(begin, to, sink);
            return new Step(pass.after(to), hours);
        }
    }

    private long end(TableReading reading, long from) throws SQLException {
        for (int rows = PIECE; shape.index() == TableShape.Index.SORTS && rows > 0; rows *= TIMES_MORE) {
            long to = reading.timeAfter(from, rows);
            if (to == TailState.NO_TIME || to > from) {
                return to;
            }
        }
        return TailState.NO_TIME;
    }

    /** The time of the first row from a time on; {@link TailState#NO_TIME} when there is none. */
    long firstTime(long from) throws SQLException, TableReplaced {
        try (TableReading reading = TableReading.begin(connection, table, shape, Patience.unhurried())) {
            return reading.timeAfter(from, 0);
        }
    }

    /** The rows from a time on, and before another, of transactions that the passes have gone over. */
    Hours between(Checkpoint at, long from, long to) throws SQLException, TableReplaced {
        Hours hours = new Hours(table, at.admissions());
        for (long begin = from; begin < to; ) {
            try (TableReading reading = TableReading.begin(connection, table, shape, Patience.unhurried())) {
                Snapshot snapshot = reading.snapshot();
                TableReading.Sink sink = (time, xmin, cells) -> {
                    if (snapshot.xid8(xmin) < at.state().slowHorizon()) {
                        hours.add(time, cells.row());
                    }
                };
                long piece = end(reading, begin);
                long end = piece == TailState.NO_TIME ? to : Math.min(piece, to);
                reading.rowsBetween(begin, end, sink);
                begin = end;
            }
        }
        return hours;
    }

    /** What has become final since. */
    Step next(Checkpoint at) throws SQLException, TableReplaced {
        Sighting sighting = connection.sight(TOLERANCES);
        Hours hours = new Hours(table, at.admissions());
        try (TableReading reading = TableReading.begin(connection, table, shape, Patience.unhurried())) {
            FinalPass pass = new FinalPass(at.state(), sighting, reading.snapshot(), shape.time(), TOLERANCES);
            TableReading.Sink sink = (time, xmin, cells) -> {
                if (pass.judge(time, xmin) == Verdict.SETTLED) {
                    hours.add(time, cells.row());
                }
            };
            reading.rowsAbove(at.state().slowHorizon(), pass.bound(), sink);
            reading.rowsWithoutTime(sink);
            return new Step(pass.after(), hours);
        }
    }

    /** Takes back what will be counted again. */
    void forget(long from) throws SQLException {
        for (String cells :
                new String[] {"rollup_hourly WHERE (hour >= ? OR hour", "rollup_daily WHERE (day >= ? OR day"}) {
            String sql = "DELETE FROM performance." + cells + " = '-infinity') AND family IN"
                    + " (SELECT id FROM performance.rollup_families WHERE tail = ?)" + TailConnection.MARK;
            try (PreparedStatement statement = connection.jdbc().prepareStatement(sql)) {
                statement.setObject(1, new ZonedTime().parameter(from));
                statement.setString(2, table.name());
                statement.execute();
            }
        }
    }
}
