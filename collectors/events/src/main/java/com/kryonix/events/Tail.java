package com.kryonix.events;

import com.kryonix.collector.Sample;
import com.kryonix.events.checkpoint.CheckpointStore;
import com.kryonix.events.checkpoint.Identity;
import com.kryonix.events.fold.TailState;
import com.kryonix.events.reading.Inspection;
import com.kryonix.events.reading.Patience;
import com.kryonix.events.reading.TableReplaced;
import com.kryonix.events.reading.TableShape;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.reading.TailUnavailable;
import com.kryonix.events.table.EventTable;
import com.kryonix.events.table.Exposure;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One table's tail on one connection: from the checkpoint on, pass by pass. With a new connection comes a new tail: the
 * server may have crashed, and what it took back is not in the checkpoint. The tail before stays what is shown until
 * the new one has caught up.
 */
final class Tail {
    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);

    /** How many rows of history are read at once: a second's work, or less. */
    private static final int PIECE = 100_000;

    /** So many rows to begin with are counted in pieces, too. */
    private static final int MANY = 5 * PIECE;

    private final TailTarget target;
    private final Patience patience = Patience.usual();
    private final TailCheckpoint checkpoint;
    private final TableFold fold;
    private final Ledger ledger;
    private final Exposure exposure;
    private final RowGauges gauges;
    private final TailHealth health;
    private final Schedules due;
    private final boolean zoneUnknown;
    private @Nullable Tail before;
    private @Nullable HistoryProgress progress;
    private boolean foldedOnce;
    private boolean passedSlowly;
    private boolean caughtUp;

    private Tail(
            TailTarget target,
            TailConnection connection,
            TableShape shape,
            TailSettings settings,
            CheckpointStore store,
            TailHealth health,
            @Nullable Tail before,
            boolean anew)
            throws SQLException, IOException, TableReplaced, TailUnavailable {
        EventTable table = target.table();
        this.target = target;
        this.zoneUnknown = settings.timeZone() == null && shape.timeType().equals("timestamp without time zone");
        this.health = health;
        this.exposure = new Exposure(table, shape.columns());
        this.gauges = new RowGauges(target, connection, shape, patience);
        this.checkpoint = new TailCheckpoint(target, connection, store, Identity.of(connection.server(), shape, table));
        this.fold = new TableFold(connection, table, shape, settings.tolerances(), patience);
        TailCheckpoint.Begin begin = before == null ? TailCheckpoint.Begin.FIRST : TailCheckpoint.Begin.COMPARED;
        this.ledger = checkpoint.ledger(fold, settings, anew ? TailCheckpoint.Begin.ANEW : begin);
        this.before = ledger.goesOn() ? before : null;
        this.due = Schedules.of(settings.pace(), System.nanoTime());
    }

    /** @throws TailUnavailable when the table cannot be tailed as it is */
    static Tail open(
            TailTarget target,
            TailConnection connection,
            TailSettings settings,
            CheckpointStore store,
            TailHealth health,
            @Nullable Tail before,
            boolean anew)
            throws SQLException, IOException, TailUnavailable, TableReplaced {
        EventTable table = target.table();
        TableShape shape = new Inspection(connection, settings.timeZone()).of(table);
        ShapeWarnings.log(target, shape, settings);
        return new Tail(target, connection, shape, settings, store, health, before, anew);
    }

    /**
     * Does what is due.
     *
     * @throws SetBack when it has caught up and is behind the tail before it
     * @throws TableReplaced when the next tail has to look at the table anew; it goes on from what is kept here
     */
    void work() throws SQLException, IOException, TableReplaced, SetBack {
        try {
            pass();
        } catch (TableReplaced e) {
            if (changed()) {
                keep();
            }
            throw e;
        }
    }

    private void pass() throws SQLException, IOException, TableReplaced, SetBack {
        if (ledger.state().history() != null) {
            if (due.history().isDue(System.nanoTime())) {
                countHistory();
            }
        } else {
            if (due.quick().isDue(System.nanoTime()) && !catchUp()) {
                foldQuickly();
            }
            if (foldedOnce && due.slow().isDue(System.nanoTime())) {
                passSlowly();
            }
        }
        if (passedSlowly && !caughtUp) {
            compare();
            if (keep()) {
                ledger.show();
                caughtUp = true;
            }
        }
        boolean changed = due.keep().isDue(System.nanoTime()) && changed();
        if (changed || (caughtUp && ledger.bore())) {
            keep();
        } else if (due.alive().isDue(System.nanoTime())) {
            renew();
        }
    }

    /** A counter that was shown must not fall by a little: to Prometheus, it would have been counted twice. */
    private void compare() throws SetBack {
        Tail earlier = before;
        if (earlier != null) {
            // Without the families of a column that is gone.
            List<Sample> shown = earlier.ledger.samples(exposure, System.nanoTime());
            Optional<String> fallen = Fall.between(shown, samples());
            if (fallen.isPresent()) {
                throw new SetBack(fallen.get());
            }
            before = null;
        }
    }

    /** When something is due next. */
    long due() {
        return ledger.state().history() != null
                ? due.history().due()
                : due.next(changed() || !caughtUp, System.nanoTime());
    }

    /** After a long time, what came meanwhile is counted as history is, in pieces. Returns whether that is so. */
    private boolean catchUp() throws SQLException, TableReplaced {
        if (foldedOnce) {
            return false;
        }
        TailState behind = ledger.state();
        TailState state = fold.catchingUp(behind, MANY);
        if (state.history() == null) {
            return false;
        }
        LOG.info("{}more than {} rows were written since the checkpoint: they are counted in pieces", target, MANY);
        ledger.leaveToHistory(state);
        return true;
    }

    private void countHistory() throws SQLException, IOException, TableReplaced {
        long began = System.nanoTime();
        HistoryProgress counting = progress;
        if (counting == null) {
            counting = new HistoryProgress(target, fold.expected(ledger.state()), began);
            progress = counting;
        }
        TableFold.Found found = fold.history(ledger.state(), ledger.admissions(), PIECE);
        health.scanned(found.scanned());
        long ended = System.nanoTime();
        ledger.addSettled(found.after(), found.settled(), false, ended);
        due.history().done(began, ended);
        counting.read(found.scanned(), fold.expected(ledger.state()), ended);
        health.history(counting.ratio());
        if (found.after().history() == null) {
            counting.done();
            progress = null;
            health.historyDone();
        }
    }

    /**
     * A reading was ended: when it had taken too long, the next one may take longer.
     *
     * @param working for how long it was worked, readings and all
     */
    void ended(Duration working) {
        if (working.compareTo(patience.now()) >= 0) {
            LOG.info("{}a reading took longer than {} s", target, patience.now().toSeconds());
            patience.exceeded();
        }
    }

    private void foldQuickly() throws SQLException, IOException, TableReplaced {
        long began = System.nanoTime();
        TableFold.Found found = fold.quick(ledger.state(), ledger.admissions());
        gauges.read(ledger.admissions());
        long ended = System.nanoTime();
        keepAdmissions();
        ledger.addQuick(found.after(), found.settled(), found.provisional(), ended);
        health.scanned(found.scanned());
        health.folded(began, ended, found.snapshot());
        patience.took(Duration.ofNanos(ended - began));
        due.quick().done(began, ended);
        foldedOnce = true;
    }

    private void passSlowly() throws SQLException, IOException, TableReplaced {
        long began = System.nanoTime();
        TableFold.Found found = fold.slow(ledger.state(), ledger.admissions());
        long ended = System.nanoTime();
        keepAdmissions();
        ledger.addSettled(found.after(), found.settled(), true, ended);
        health.scanned(found.scanned());
        due.slow().done(began, ended);
        patience.took(Duration.ofNanos(ended - began));
        patience.allCameThrough();
        passedSlowly = true;
        if (zoneUnknown && health.lateRows().keepComing(found.settled().rows())) {
            LOG.warn("{}{}", target, LateRows.inAnotherZone(found.settled().rows()));
        }
    }

    /**
     * A label value that was admitted must be in a checkpoint before it is shown: after a crash another one might come
     * first, and take its place.
     */
    private void keepAdmissions() throws SQLException, IOException {
        if (caughtUp && ledger.admittedMore() && !keep()) {
            throw new IOException("checkpoint cannot be written to " + checkpoint.place());
        }
    }

    /** Writes a checkpoint; false when it has to wait. */
    boolean keep() throws SQLException, IOException {
        long began = System.nanoTime();
        boolean kept = checkpoint.keep(ledger);
        long ended = System.nanoTime();
        due.keep().done(began, ended);
        due.alive().done(began, ended);
        if (kept) {
            health.checkpointed(ended);
        }
        return kept;
    }

    /** Others see that it is at work, and it sees what others have done to its checkpoint, though no row comes. */
    private void renew() throws SQLException, IOException {
        long began = System.nanoTime();
        checkpoint.renew();
        due.alive().done(began, System.nanoTime());
    }

    /** Writes the last checkpoint. */
    void end() throws SQLException, IOException {
        checkpoint.end(ledger, changed());
    }

    /** Whether what it has counted may be shown: all of history, one quick and one slow pass are done, and kept. */
    boolean caughtUp() {
        return caughtUp;
    }

    /** Whether there is something to keep: only history while it has not caught up, since it may yet be set back. */
    private boolean changed() {
        return ledger.changed()
                && (caughtUp || (before == null && ledger.state().history() != null));
    }

    List<Sample> samples() {
        List<Sample> counted = ledger.samples(exposure, System.nanoTime());
        List<Sample> now = gauges.samples();
        return now.isEmpty()
                ? counted
                : Stream.concat(counted.stream(), now.stream()).toList();
    }

    Ledger.Figures figures() {
        return ledger.figures();
    }
}
