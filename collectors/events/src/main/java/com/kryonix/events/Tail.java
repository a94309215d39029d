package com.kryonix.events;

import com.kryonix.collector.Sample;
import com.kryonix.events.checkpoint.CheckpointStore;
import com.kryonix.events.checkpoint.Identity;
import com.kryonix.events.checkpoint.Position;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One table's tail on one connection: from the checkpoint on, pass by pass. With a new connection comes a new tail. Of
 * the same process of the server it goes on with what the one before has counted; else the server may have been set
 * back, so it begins at the checkpoint, and the tail before stays what is shown until the new one has caught up.
 */
final class Tail {
    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);

    private final TailTarget target;
    private final TailConnection connection;
    private final Patience patience = Patience.usual();
    private final TailCheckpoint checkpoint;
    private final TableFold fold;
    private final Ledger ledger;
    private final Exposure exposure;
    private final RowGauges gauges;
    private final TailHealth health;
    private final Schedule quick;
    private final Schedule slow;
    private final Schedule keep;
    private final Schedule alive;
    private final Backlog backlog;
    private final boolean zoneUnknown;
    private @Nullable Tail before;
    private @Nullable HeldFold held;
    private Position replayed = Position.NONE;
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
        long now = System.nanoTime();
        TailSettings.Pace pace = settings.pace();
        EventTable table = target.table();
        this.target = target;
        this.connection = connection;
        this.zoneUnknown = settings.timeZone() == null && shape.timeType().equals("timestamp without time zone");
        this.health = health;
        this.exposure = new Exposure(table, shape.columns());
        this.gauges = new RowGauges(target, connection, shape, patience);
        this.checkpoint = new TailCheckpoint(target, connection, store, Identity.of(connection.server(), shape, table));
        this.fold = new TableFold(connection, table, shape, settings.tolerances(), patience);
        this.ledger = checkpoint.ledger(fold, settings, before == null ? null : before.memory(), anew);
        if (before != null && before.ledger == ledger) {
            fold.follow(before.fold);
            replayed = before.replayed;
            foldedOnce = true;
            passedSlowly = true;
            caughtUp = true;
        } else if (ledger.goesOn()) {
            this.before = before;
        }
        this.quick = new Schedule(pace.quick(), pace.maxDuty(), now);
        this.slow = new Schedule(pace.slow(), pace.maxDuty(), now);
        this.keep = new Schedule(pace.checkpoint(), pace.maxDuty(), now);
        this.alive = new Schedule(Rival.betweenSigns(pace), pace.maxDuty(), now);
        this.backlog = new Backlog(target, fold, ledger, health, now);
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
        if (backlog.isLeft()) {
            backlog.work();
        } else {
            if (held == null && quick.isDue(System.nanoTime()) && (foldedOnce || !backlog.takes())) {
                foldQuickly();
            }
            // Who waits for the first one waits for the exporter to be ready.
            if (held != null && (!foldedOnce || held.isDue(System.nanoTime()))) {
                show(held);
            }
            if (held == null && foldedOnce && slow.isDue(System.nanoTime())) {
                passSlowly();
            }
        }
        if (passedSlowly && !caughtUp) {
            if (before != null) {
                // Without the families of a column that is gone.
                Fall.refuse(before.ledger.samples(exposure, System.nanoTime()), samples());
                before = null;
            }
            if (keep()) {
                ledger.show();
                caughtUp = true;
            }
        }
        boolean due = keep.isDue(System.nanoTime()) && changed();
        if (due || (caughtUp && ledger.bore())) {
            keep();
        } else if (alive.isDue(System.nanoTime())) {
            renew();
        }
    }

    /** When something is due next. */
    long due() {
        long now = System.nanoTime();
        if (backlog.isLeft()) {
            return backlog.due();
        }
        HeldFold waiting = held;
        long pass = waiting == null ? Math.min(quick.due() - now, slow.due() - now) : waiting.due() - now;
        long wait = Math.min(pass, alive.due() - now);
        return now + (changed() || (!caughtUp && held == null) ? Math.min(wait, keep.due() - now) : wait);
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
        health.scanned(found.scanned());
        patience.took(Duration.ofNanos(ended - began));
        quick.done(began, ended);
        held = new HeldFold(target, found, began, ended);
    }

    private void show(HeldFold found) throws SQLException {
        Position here = connection.server().standby() ? Position.of(connection.jdbc()) : Position.NONE;
        if (found.show(connection, ledger, fold, health)) {
            held = null;
            foldedOnce = true;
            replayed = here;
        }
    }

    private void passSlowly() throws SQLException, IOException, TableReplaced {
        long began = System.nanoTime();
        TableFold.Found found = fold.slow(ledger.state(), ledger.admissions());
        long ended = System.nanoTime();
        keepAdmissions();
        ledger.addSettled(found.after(), found.settled(), true, ended);
        health.scanned(found.scanned());
        slow.done(began, ended);
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
        keep.done(began, ended);
        alive.done(began, ended);
        if (kept) {
            health.checkpointed(ended);
        }
        return kept;
    }

    /** Others see that it is at work, and it sees what others have done to its checkpoint, though no row comes. */
    private void renew() throws SQLException, IOException {
        long began = System.nanoTime();
        checkpoint.renew();
        alive.done(began, System.nanoTime());
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
        return ledger.changed() && (caughtUp || (before == null && backlog.isLeft()));
    }

    List<Sample> samples() {
        List<Sample> counted = ledger.samples(exposure, System.nanoTime());
        List<Sample> now = gauges.samples();
        return now.isEmpty()
                ? counted
                : Stream.concat(counted.stream(), now.stream()).toList();
    }

    /** No tail goes on from what this one remembers; what it has shown is compared, as ever. */
    void distrust() {
        ledger.distrust();
    }

    private TailCheckpoint.Memory memory() {
        return new TailCheckpoint.Memory(ledger, connection.server(), replayed);
    }

    Ledger.Figures figures() {
        return ledger.figures();
    }
}
