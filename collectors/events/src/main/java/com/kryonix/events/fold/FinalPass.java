package com.kryonix.events.fold;

import java.time.Instant;
import java.util.List;

/**
 * The one pass of a reader that shows nothing in between: settles every row in the pass in which its transaction goes
 * from at or above the horizon to below the snapshot's xmin, and looks back over all open transactions, and at least
 * {@code late}. It is a quick and a slow pass at once, at the slow one's cost; of the state it uses the slow half.
 */
public final class FinalPass implements Pass {
    private final TailState before;
    private final Sighting sighting;
    private final long reached;
    private final Snapshot snapshot;
    private final ColumnTime time;
    private final Tolerances tolerances;
    private long firstUnsettled = Long.MAX_VALUE;

    public FinalPass(TailState before, Sighting sighting, Snapshot snapshot, ColumnTime time, Tolerances tolerances) {
        this.before = before;
        this.sighting = sighting;
        this.snapshot = snapshot;
        this.reached = Math.max(before.slowHorizon(), snapshot.xmin());
        this.time = time;
        this.tolerances = tolerances;
    }

    @Override
    public long bound() {
        return before.slowBound();
    }

    @Override
    public Verdict judge(long rowTime, long rawXmin) {
        long xid = snapshot.xid8(rawXmin);
        if (xid < before.slowHorizon()) {
            return Verdict.NOT_HERE;
        }
        if (xid < reached) {
            return Verdict.SETTLED;
        }
        if (rowTime != TailState.NO_TIME) {
            firstUnsettled = Math.min(firstUnsettled, rowTime);
        }
        return Verdict.NOT_HERE;
    }

    @Override
    public TailState after() {
        TailState now = before.remembering(sighting);
        Instant first = TailState.earlier(sighting.oldest(), sighting.now().minus(tolerances.late()));
        long bound = time.lowestBound(first.minus(tolerances.skew()));
        bound = Math.min(bound, TailState.before(firstUnsettled, tolerances.skew()));
        for (Bounds kept : now.prepared().values()) {
            bound = Math.min(bound, kept.slow());
        }
        return new TailState(reached, bound, reached, bound, List.of(), now.prepared(), before.history());
    }
}
