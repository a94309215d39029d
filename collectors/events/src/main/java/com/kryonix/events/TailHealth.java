package com.kryonix.events;

import com.kryonix.events.fold.Snapshot;

/** What a tail's own metrics tell beside its counts. In the terms of {@link System#nanoTime}. */
final class TailHealth {
    private long scanned;
    private long folds;
    private boolean folded;
    private long asOf;
    private double foldSeconds;
    private boolean held;
    private long heldHorizon;
    private long heldSince;
    private boolean kept;
    private long keptAt;
    private double history = -1;
    private final LateRows lateRows = new LateRows();

    /**
     * Ages and sizes, in seconds and rows.
     *
     * @param folds how many quick folds there were
     * @param fold how long the last pass took
     * @param lag how old the last successful quick fold's view is; negative before the first
     * @param horizon for how long an open transaction has held the horizon back
     * @param checkpoint age of the last checkpoint; negative before the first
     * @param history share of history that is counted; negative when none is being counted
     */
    record Report(
            long scanned, long folds, double fold, double lag, double horizon, double checkpoint, double history) {}

    /** Only for the thread that reads. */
    LateRows lateRows() {
        return lateRows;
    }

    synchronized void scanned(long rows) {
        scanned += rows;
    }

    synchronized void folded(long began, long ended, Snapshot snapshot) {
        folded = true;
        folds++;
        asOf = began;
        foldSeconds = seconds(ended - began);
        boolean open = snapshot.xmax() > snapshot.xmin();
        if (!open || !held || heldHorizon != snapshot.xmin()) {
            heldSince = began;
        }
        held = open;
        heldHorizon = snapshot.xmin();
    }

    synchronized void checkpointed(long at) {
        kept = true;
        keptAt = at;
    }

    synchronized void history(double ratio) {
        history = ratio;
    }

    synchronized void historyDone() {
        history = -1;
    }

    synchronized Report report(long now) {
        return new Report(
                scanned,
                folds,
                foldSeconds,
                folded ? seconds(now - asOf) : -1,
                held ? seconds(now - heldSince) : 0,
                kept ? seconds(now - keptAt) : -1,
                history);
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
