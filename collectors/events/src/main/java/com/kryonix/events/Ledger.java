package com.kryonix.events;

import com.kryonix.collector.Sample;
import com.kryonix.events.checkpoint.Checkpoint;
import com.kryonix.events.checkpoint.Identity;
import com.kryonix.events.checkpoint.Origin;
import com.kryonix.events.fold.TailState;
import com.kryonix.events.table.Admissions;
import com.kryonix.events.table.Births;
import com.kryonix.events.table.Counts;
import com.kryonix.events.table.EventTable;
import com.kryonix.events.table.Exposure;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a tail has counted: settled rows for good, provisional ones until the next fold. One thread adds, any may look:
 * what a pass found is added at once or, if it failed, not at all.
 */
final class Ledger {
    private final Origin origin;
    private final Admissions admissions;
    private final Counts settled;
    private final Births births;
    private final boolean resumed;
    private boolean goesOn;
    private Counts provisional;
    private TailState state;
    private long late;
    private boolean shown;
    private boolean changed;
    private boolean bore;
    private boolean whole = true;
    private int admissionsKept;
    private TailState stateKept;

    private Ledger(EventTable table, Checkpoint checkpoint, long nanosAtZero, boolean resumed) {
        this.origin = checkpoint.origin();
        this.admissions = checkpoint.admissions();
        this.settled = checkpoint.settled();
        this.provisional = new Counts(table);
        this.births = new Births(table, nanosAtZero);
        this.resumed = resumed;
        this.state = checkpoint.state();
        this.late = checkpoint.late();
        this.admissionsKept = resumed ? admissions.size() : 0;
        this.stateKept = state;
        this.changed = !resumed;
    }

    /** Nothing counted yet. */
    static Ledger blank(EventTable table, Identity identity, TailState state, long nanosAtZero) {
        return new Ledger(table, Checkpoint.blank(table, identity, state), nanosAtZero, false);
    }

    /** As a checkpoint has it. */
    static Ledger resumed(EventTable table, Checkpoint checkpoint, long nanosAtZero) {
        Ledger ledger = new Ledger(table, checkpoint.at(checkpoint.state().resumed()), nanosAtZero, true);
        ledger.goesOn = true;
        return ledger;
    }

    /**
     * As far as a checkpoint has it, but with every series at zero, and shown so for a while: what was shown before may
     * have been more than there is, and a counter has to fall to zero then, and be seen there.
     */
    static Ledger anew(EventTable table, Checkpoint checkpoint, long nanosAtZero, long now) {
        TailState state = checkpoint.state();
        Checkpoint zero = new Checkpoint(
                checkpoint.identity(),
                table.key() == null ? Origin.of(state) : Origin.ofKeyed(state),
                state.resumed(),
                0,
                checkpoint.admissions(),
                new Counts(table));
        Ledger ledger = new Ledger(table, zero, nanosAtZero, true);
        ledger.births.note(checkpoint.settled(), ledger.settled, now);
        ledger.settled.know(checkpoint.settled());
        ledger.changed = true;
        return ledger;
    }

    /** Whether it says what was counted: a defect may have struck in the middle of an addition. */
    synchronized boolean isWhole() {
        return whole;
    }

    /** It may not: an error struck while label values were admitted, perhaps. */
    synchronized void distrust() {
        whole = false;
    }

    /** At least so many rows were late, as far as is known: those since a checkpoint may not be late when read again. */
    synchronized void lateAtLeast(long rows) {
        late = Math.max(late, rows);
    }

    /** Whether it has the counts of a checkpoint, so that none of them should be lower than before. */
    boolean goesOn() {
        return goesOn;
    }

    synchronized TailState state() {
        return state;
    }

    /** From a state that leaves to history what came since the present one. */
    synchronized void leaveToHistory(TailState after) {
        state = after;
        changed = true;
    }

    /** Only for the thread that adds: passes admit label values while they read. */
    Admissions admissions() {
        return admissions;
    }

    /** Adds what a quick pass found. */
    synchronized void addQuick(TailState after, Counts newlySettled, Counts nowProvisional, long now) {
        whole = false;
        note(newlySettled, now);
        note(nowProvisional, now);
        settled.add(newlySettled);
        settled.know(nowProvisional);
        provisional = nowProvisional;
        changed |= !newlySettled.isEmpty()
                || after.triples().size() > MANY_TRIPLES
                || after.horizon() - stateKept.horizon() > MANY_TRANSACTIONS
                || after.from() > stateKept.from() + LONG;
        state = after;
        whole = true;
    }

    /** So that a checkpoint of an idle table in a busy database does not grow without bound. */
    private static final int MANY_TRIPLES = 100;

    /** So that it does not grow too old for its rows' transactions to be told apart. */
    private static final long MANY_TRANSACTIONS = 100_000_000;

    /** In microseconds: so that maintenance learns which days an idle table's tail does not read any more. */
    private static final long LONG = TimeUnit.HOURS.toMicros(1);

    /** Adds what a slow pass, or a piece of history, found. */
    synchronized void addSettled(TailState after, Counts newlySettled, boolean asLate, long now) {
        whole = false;
        note(newlySettled, now);
        settled.add(newlySettled);
        late += asLate ? newlySettled.rows() : 0;
        changed |= !newlySettled.isEmpty() || after.history() != null;
        state = after;
        whole = true;
    }

    /** A birth alone asks for a checkpoint: while a long transaction is open nothing settles, and the newborn waits. */
    private void note(Counts counts, long now) {
        if (shown || resumed) {
            bore |= births.note(counts, settled, now);
            changed |= bore;
        }
    }

    /** From now on a new series is born while running. */
    synchronized void show() {
        shown = true;
    }

    /** Whether there is something that a checkpoint does not have. */
    synchronized boolean changed() {
        return changed;
    }

    /** Whether a series was born that no checkpoint has: it is not shown above 0 before one has. */
    synchronized boolean bore() {
        return bore;
    }

    /** Whether a label value was admitted that no checkpoint has: it must not be shown before one has. */
    boolean admittedMore() {
        return admissions.size() > admissionsKept;
    }

    /** What to keep now. */
    synchronized Checkpoint checkpoint(Identity identity) {
        return new Checkpoint(identity, origin, state, late, admissions, settled);
    }

    /** The last {@link #checkpoint} is kept. */
    synchronized void kept() {
        births.kept();
        changed = false;
        bore = false;
        admissionsKept = admissions.size();
        stateKept = state;
    }

    synchronized List<Sample> samples(Exposure exposure, long now) {
        births.graduate(now);
        return exposure.samples(admissions, settled, provisional, births);
    }

    /**
     * Numbers about the counts.
     *
     * @param rows settled and provisional ones
     * @param overflowed settled ones with a label value that was not admitted
     */
    record Figures(long rows, long settled, long provisional, long late, long overflowed, long series) {}

    synchronized Figures figures() {
        return new Figures(
                settled.rows() + provisional.rows(),
                settled.rows(),
                provisional.rows(),
                late,
                settled.overflowed() + provisional.overflowed(),
                settled.allSeries());
    }
}
