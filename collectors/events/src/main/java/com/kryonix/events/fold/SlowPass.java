package com.kryonix.events.fold;

import java.time.Instant;
import java.util.List;

/**
 * The pass of about every minute: counts the rows that no quick pass could see, because they lay behind the bound of
 * the one that settled their transaction. It looks back over all open transactions, and at least {@code late}.
 */
public final class SlowPass implements Pass {
    private final TailState before;
    private final Sighting sighting;
    private final Snapshot snapshot;
    private final ColumnTime time;
    private final Tolerances tolerances;
    private long firstUnsettled = Long.MAX_VALUE;

    public SlowPass(TailState before, Sighting sighting, Snapshot snapshot, ColumnTime time, Tolerances tolerances) {
        this.before = before;
        this.sighting = sighting;
        this.snapshot = snapshot;
        this.time = time;
        this.tolerances = tolerances;
    }

    /** As the pass before said; further back when the server's clock was set back. */
    @Override
    public long bound() {
        return Math.min(before.slowBound(), lookingBack());
    }

    private long lookingBack() {
        Instant first = TailState.earlier(sighting.oldest(), sighting.now().minus(tolerances.late()));
        return time.lowestBound(first.minus(tolerances.skew()));
    }

    @Override
    public Verdict judge(long rowTime, long rawXmin) {
        long xid = snapshot.xid8(rawXmin);
        if (xid >= before.horizon()) {
            if (rowTime != TailState.NO_TIME) {
                firstUnsettled = Math.min(firstUnsettled, rowTime);
            }
            return Verdict.NOT_HERE;
        }
        if (xid < before.slowHorizon()) {
            return Verdict.NOT_HERE;
        }
        return rowTime < settledBy(xid).bound() ? Verdict.SETTLED : Verdict.NOT_HERE;
    }

    private Triple settledBy(long xid) {
        for (Triple triple : before.triples()) {
            if (xid >= triple.from() && xid < triple.to()) {
                return triple;
            }
        }
        throw new IllegalStateException("no pass settled transaction " + xid + ": " + before);
    }

    @Override
    public TailState after() {
        TailState now = before.remembering(sighting);
        long bound = Math.min(lookingBack(), TailState.before(firstUnsettled, tolerances.skew()));
        for (Bounds kept : now.prepared().values()) {
            bound = Math.min(bound, kept.slow());
        }
        return new TailState(
                before.horizon(), before.bound(), before.horizon(), bound, List.of(), now.prepared(), before.history());
    }
}
