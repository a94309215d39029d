package com.kryonix.postgres.statements;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Turns what the view holds into counters that never fall: each read is compared with the last one, entry by entry, and
 * the difference is added to exactly one series. Entries that vanished (deallocation) are forgotten and count in full
 * when they come back; entries that restarted (reset) count in full at once. So the increases of all series always add
 * up to the view's own. The reasons are in docs/decisions/pg-stat-statements.md.
 *
 * <p>The first read is where counting starts: everything is 0 then. Not for use by several threads.
 */
final class Accumulator {
    /** What happened before the first read ranks statements against each other, and yields to what happens after. */
    private static final double BEFORE = 1e-6;

    private final StatementsOptions options;
    private final Owners owners;
    private final Membership membership;
    private final Coverage coverage = new Coverage();
    private final Map<Key, Statement> statements = new HashMap<>();
    private final double[] difference = new double[Counter.COUNT];

    private Snapshot last = new Snapshot();
    private Snapshot spare = new Snapshot();
    private Statement[] found = new Statement[0];
    private Statement[] foundBefore = new Statement[0];
    private boolean counting;
    private int reads;
    private int generation;
    private long lastNow;

    private record Key(Owner owner, long queryid) {}

    Accumulator(StatementsOptions options) {
        this.options = options;
        this.owners = new Owners(options.owners());
        this.membership = new Membership(options);
    }

    /** An empty snapshot to read into. Nothing happens until it is given to {@link #accept}. */
    Snapshot next() {
        spare.clear();
        return spare;
    }

    /** Begin anew with the next read: the server is another one, and differences to the last would mean nothing. */
    void restart() {
        counting = false;
    }

    /**
     * Adds what happened since the last read.
     *
     * @param snapshot what {@link #next} gave, filled
     * @param now monotonic, in nanoseconds
     */
    void accept(Snapshot snapshot, long now) {
        if (snapshot != spare) {
            throw new IllegalArgumentException("not the snapshot that next() gave");
        }
        boolean namesStand = generation == owners.generation();
        generation = owners.generation();
        membership.depart();
        fade(now);
        reads++;
        membership.members().forEach(Accumulator::clearFigures);
        if (found.length < snapshot.size()) {
            found = new Statement[snapshot.size() * 2];
        }
        for (int row = 0; row < snapshot.size(); row++) {
            int before = last.find(snapshot.owner(row), snapshot.queryid(row), snapshot.level(row));
            Statement statement = before >= 0 && namesStand ? foundBefore[before] : statement(snapshot, row);
            found[row] = statement;
            statement.seen(reads);
            take(snapshot, row, before, statement);
        }
        statements.values().removeIf(statement -> statement.seen() != reads && statement.tracked() == null);
        membership.evaluate(statements.values(), now);
        swap(snapshot);
    }

    private void take(Snapshot snapshot, int row, int before, Statement statement) {
        Statement.Tracked tracked = statement.tracked();
        if (tracked != null) {
            tracked.figures().add(snapshot, row);
        }
        if (!counting) {
            if (reads == 1) {
                whole(snapshot, row);
                statement.count(difference, BEFORE);
            }
            return;
        }
        if (differ(snapshot, row, before)) {
            statement.destination().add(difference);
            statement.owner().database().add(difference);
            statement.count(difference, 1);
            coverage.add(difference[Counter.EXECUTION.place()], tracked != null);
        }
    }

    /** Leaves what was counted since the last read in {@link #difference}; false where there was nothing. */
    private boolean differ(Snapshot snapshot, int row, int before) {
        if (snapshot.level(row) == Snapshot.HIDDEN) {
            return before >= 0 && rises(snapshot, row, before);
        }
        if (before < 0) {
            if (becameVisible(snapshot.owner(row), snapshot)) {
                return false;
            }
            whole(snapshot, row);
            return true;
        }
        boolean something = false;
        for (int place = 0; place < Counter.COUNT; place++) {
            double change = snapshot.number(row, place) - last.number(before, place);
            if (change < 0) {
                whole(snapshot, row);
                return true;
            }
            something |= change > 0;
            difference[place] = change;
        }
        int since = Gauge.SINCE.place();
        if (snapshot.number(row, since) != last.number(before, since)) {
            whole(snapshot, row);
            return true;
        }
        return something;
    }

    /** Entries that we may not tell apart: a fall may be one that left, so only what rose counts. A lower bound. */
    private boolean rises(Snapshot snapshot, int row, int before) {
        boolean something = false;
        for (int place = 0; place < Counter.COUNT; place++) {
            difference[place] = Math.max(0, snapshot.number(row, place) - last.number(before, place));
            something |= difference[place] > 0;
        }
        return something;
    }

    /** After a GRANT entries appear that were only hidden until now: they are not new. */
    private boolean becameVisible(long owner, Snapshot snapshot) {
        return last.find(owner, 0, Snapshot.HIDDEN) >= 0 && snapshot.find(owner, 0, Snapshot.HIDDEN) < 0;
    }

    private void whole(Snapshot snapshot, int row) {
        for (int place = 0; place < Counter.COUNT; place++) {
            difference[place] = snapshot.number(row, place);
        }
    }

    private Statement statement(Snapshot snapshot, int row) {
        Owner owner = owners.of(snapshot.owner(row));
        if (snapshot.level(row) == Snapshot.HIDDEN) {
            return Statement.untracked(owner, 0);
        }
        return statements.computeIfAbsent(
                new Key(owner, snapshot.queryid(row)), key -> new Statement(key.owner(), key.queryid()));
    }

    private void fade(long now) {
        if (reads > 0) {
            double factor =
                    Math.pow(0.5, (double) (now - lastNow) / options.halfLife().toNanos());
            statements.values().forEach(statement -> statement.fade(factor));
            coverage.fade(factor);
        }
        lastNow = now;
    }

    private void swap(Snapshot snapshot) {
        spare = last;
        last = snapshot;
        Statement[] old = foundBefore;
        Arrays.fill(old, null);
        foundBefore = found;
        found = old;
        counting = true;
    }

    private static void clearFigures(Statement member) {
        Statement.Tracked tracked = member.tracked();
        if (tracked != null) {
            tracked.figures().clear();
        }
    }

    Owners owners() {
        return owners;
    }

    Membership membership() {
        return membership;
    }

    Coverage coverage() {
        return coverage;
    }

    /** Entries in the view at the last read. */
    int entries() {
        return last.entries();
    }

    /** Statements remembered, members that left the view among them. */
    Collection<Statement> statements() {
        return statements.values();
    }
}
