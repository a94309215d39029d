package com.kryonix.events.fold;

import org.jspecify.annotations.Nullable;

/**
 * Counts rows of before a horizon, piece of time by piece of time, each in a snapshot of its own: their transactions
 * had all ended, so no such row can be added to a piece that was read. That is how a tail begins with the rows that are
 * there, and how it catches up after a long time.
 *
 * <p>What it meets of later transactions holds the bounds of the passes that will count them.
 */
public final class HistoryPass {
    private final TailState before;
    private final Snapshot snapshot;
    private final Tolerances tolerances;
    private long firstLater = Long.MAX_VALUE;

    public HistoryPass(TailState before, Snapshot snapshot, Tolerances tolerances) {
        this.before = before;
        this.snapshot = snapshot;
        this.tolerances = tolerances;
    }

    /** Whether the row belongs to history, and was not counted before. */
    public boolean counts(long time, long rawXmin) {
        long xid = snapshot.xid8(rawXmin);
        if (xid >= before.horizon()) {
            if (time != TailState.NO_TIME) {
                firstLater = Math.min(firstLater, time);
            }
            return false;
        }
        if (!before.isCatchingUp()) {
            return true;
        }
        if (xid < before.slowHorizon()) {
            return false;
        }
        for (Triple triple : before.triples()) {
            if (xid >= triple.from() && xid < triple.to()) {
                return time < triple.bound();
            }
        }
        return true;
    }

    /** The state after a piece that ends before a time; null: after the last one. */
    public TailState after(@Nullable Long to) {
        long held = TailState.before(firstLater, tolerances.skew());
        return before.holding(held).withHistory(to);
    }
}
