package com.kryonix.events;

import com.kryonix.events.fold.KeyedPass;
import com.kryonix.events.fold.Pass;
import com.kryonix.events.fold.QuickPass;
import com.kryonix.events.fold.Sighting;
import com.kryonix.events.fold.SlowPass;
import com.kryonix.events.fold.Snapshot;
import com.kryonix.events.fold.TailState;
import com.kryonix.events.fold.Tolerances;
import com.kryonix.events.fold.Verdict;
import com.kryonix.events.reading.Patience;
import com.kryonix.events.reading.RowCells;
import com.kryonix.events.reading.TableReading;
import com.kryonix.events.reading.TableReplaced;
import com.kryonix.events.reading.TableShape;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.table.Admissions;
import com.kryonix.events.table.Counts;
import com.kryonix.events.table.EventTable;
import com.kryonix.events.table.Row;
import com.kryonix.events.table.RowCounter;
import java.sql.SQLException;

/** Carries out the passes on a real table: the sighting, then the snapshot, then the rows, folded as they stream in. */
final class TableFold {
    private final TailConnection connection;
    private final EventTable table;
    private final TableShape shape;
    private final Tolerances tolerances;
    private final Patience patience;
    private Truncation truncation;

    TableFold(TailConnection connection, EventTable table, TableShape shape, Tolerances tolerances, Patience patience) {
        this.connection = connection;
        this.table = table;
        this.shape = shape;
        this.tolerances = tolerances;
        this.patience = patience;
        this.truncation = Truncation.none(table);
    }

    /** Goes on where another one ended. */
    void follow(TableFold earlier) {
        truncation = earlier.truncation;
    }

    /** The fold that found this is shown: what it showed cannot go unnoticed. */
    void shown(Found found) {
        truncation = found.truncation();
        truncation.say();
    }

    /**
     * What a pass found.
     *
     * @param after the state to go on from
     * @param scanned rows read
     * @param written how far the server's log must be on disk before a crash cannot take this back; 0: it is
     * @param truncation holds from when this is shown
     */
    record Found(
            TailState after,
            Counts settled,
            Counts provisional,
            Snapshot snapshot,
            long scanned,
            long written,
            Truncation truncation) {
        /** Of what shows no provisional rows. */
        Found(EventTable table, TailState after, Counts settled, Snapshot snapshot, long scanned, long written) {
            this(after, settled, new Counts(table), snapshot, scanned, written, Truncation.none(table));
        }
    }

    /** Where a tail without a checkpoint begins. */
    TailState beginning(boolean history) throws SQLException, TableReplaced {
        Sighting sighting = connection.sight(tolerances);
        try (TableReading reading = TableReading.begin(connection, table, shape, patience)) {
            TailState state = TailState.beginning(sighting, reading.snapshot(), shape.time(), tolerances, history);
            return table.key() == null ? state : state.byKey();
        }
    }

    /**
     * How to go on from a state that was left long ago: with what came since in pieces, so that no reading takes long,
     * and none has to be repeated from the start.
     *
     * @param many so many rows are a lot
     * @return {@code state} itself when it is not far behind, or there is no index by which to take pieces
     */
    TailState catchingUp(TailState state, long many) throws SQLException, TableReplaced {
        if (table.key() != null || shape.index() != TableShape.Index.SORTS || state.history() != null) {
            return state;
        }
        Sighting sighting = connection.sight(tolerances);
        try (TableReading reading = TableReading.begin(connection, table, shape, patience)) {
            if (!reading.hasFinal(many, Math.min(state.bound(), state.slowBound()), state.horizon())) {
                return state;
            }
            return state.catchingUp(TailState.beginning(sighting, reading.snapshot(), shape.time(), tolerances, false));
        }
    }

    /** About how many rows of history are still to be read. */
    long expected(TailState state) throws SQLException, TableReplaced {
        Long from = state.history();
        if (from == null) {
            return 0;
        }
        try (TableReading reading = TableReading.begin(connection, table, shape, patience)) {
            return reading.estimate(from);
        }
    }

    Found quick(TailState before, Admissions admissions) throws SQLException, TableReplaced {
        if (table.key() != null) {
            return byKey(before, admissions);
        }
        Sighting sighting = connection.sight(tolerances);
        try (TableReading reading = TableReading.begin(connection, table, shape, patience)) {
            Pass pass = new QuickPass(before, sighting, reading.snapshot(), shape.time(), tolerances);
            Tally tally = new Tally(pass, admissions);
            Truncation.Watch watch = truncation.watch();
            // Those below were settled by the pass before, and lie within the bound's skew.
            TableReading.Sink sink = (time, rawXmin, cells) -> {
                tally.row(time, rawXmin, cells);
                watch.met(reading.snapshot().xid8(rawXmin));
            };
            long scanned = reading.rowsAbove(before.horizon(), pass.bound(), sink);
            Truncation next = watch.after(reading, tally.provisional);
            Counts lost = next.lost();
            if (lost != null) {
                tally.settled.add(lost);
            }
            return tally.found(reading, scanned, next);
        }
    }

    /** Counts each row whose key was never seen. */
    private Found byKey(TailState before, Admissions admissions) throws SQLException, TableReplaced {
        Sighting sighting = connection.sight(tolerances);
        try (TableReading reading = TableReading.begin(connection, table, shape, patience)) {
            KeyedPass pass = new KeyedPass(before, sighting, reading.snapshot(), shape.time(), tolerances);
            RowCounter counter = new RowCounter(table, admissions);
            Counts counted = new Counts(table);
            TableReading.Sink sink = (time, xmin, cells) -> {
                Row row = cells.row();
                if (pass.isNew(time, xmin, cells.key())) {
                    counter.add(row, counted);
                }
            };
            long scanned = reading.rowsFrom(pass.bound(), sink) + reading.rowsWithoutTime(sink);
            return new Found(table, pass.after(), counted, reading.snapshot(), scanned, reading.written());
        }
    }

    Found slow(TailState before, Admissions admissions) throws SQLException, TableReplaced {
        if (table.key() != null) {
            // The pass by key looks back as far itself.
            return new Found(table, before, new Counts(table), new Snapshot(0, 0), 0, 0);
        }
        Sighting sighting = connection.sight(tolerances);
        try (TableReading reading = TableReading.begin(connection, table, shape, patience)) {
            Pass pass = new SlowPass(before, sighting, reading.snapshot(), shape.time(), tolerances);
            Tally tally = new Tally(pass, admissions);
            // It reads back for a minute or more, and most of that was counted by the quick passes.
            long scanned = reading.rowsUnseen(pass.bound(), before.horizon(), before.triples(), tally)
                    + reading.rowsWithoutTime(tally);
            return tally.found(reading, scanned, truncation);
        }
    }

    /** Counts a piece of what was there before the tail began, of about so many rows. */
    Found history(TailState before, Admissions admissions, int rows) throws SQLException, TableReplaced {
        try (TableReading reading = TableReading.begin(connection, table, shape, patience)) {
            History history = new History(table, before, reading.snapshot(), tolerances, admissions);
            int most = shape.index() == TableShape.Index.SORTS ? rows : 0;
            return history.read(reading, most);
        }
    }

    /** Counts each row as its pass judges. */
    private final class Tally implements TableReading.Sink {
        private final Pass pass;
        private final RowCounter counter;
        private final Counts settled = new Counts(table);
        private final Counts provisional = new Counts(table);

        Tally(Pass pass, Admissions admissions) {
            this.pass = pass;
            this.counter = new RowCounter(table, admissions);
        }

        @Override
        public void row(long time, long rawXmin, RowCells cells) throws SQLException {
            Verdict verdict = pass.judge(time, rawXmin);
            if (verdict != Verdict.NOT_HERE) {
                counter.add(cells.row(), verdict == Verdict.SETTLED ? settled : provisional);
            }
        }

        Found found(TableReading reading, long scanned, Truncation next) {
            return new Found(pass.after(), settled, provisional, reading.snapshot(), scanned, reading.written(), next);
        }
    }
}
