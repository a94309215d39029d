package com.kryonix.events.fold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The pass of every few seconds: settles what can no longer change, and shows the rest.
 *
 * <p>A row is settled in the one pass in which its transaction goes from at or above the horizon to below the
 * snapshot's xmin. A provisional row stays within the bound until it settles, so what is shown never falls.
 */
public final class QuickPass implements Pass {
    private final TailState before;
    private final Sighting sighting;
    private final Snapshot snapshot;
    private final long reached;
    private final ColumnTime time;
    private final Tolerances tolerances;
    private long firstProvisional = Long.MAX_VALUE;

    public QuickPass(TailState before, Sighting sighting, Snapshot snapshot, ColumnTime time, Tolerances tolerances) {
        this.before = before;
        this.sighting = sighting;
        this.snapshot = snapshot;
        // A standby that was restarted may show less than before for a moment; the horizon never goes back.
        this.reached = Math.max(before.horizon(), snapshot.xmin());
        this.time = time;
        this.tolerances = tolerances;
    }

    /** As the pass before said; further back when the server's clock was set back, or another server has a slower one. */
    @Override
    public long bound() {
        Instant now = sighting.now().minus(tolerances.skew());
        return time.lowerBound(now) < before.bound() ? time.lowerBound(now.minus(tolerances.late())) : before.bound();
    }

    @Override
    public Verdict judge(long rowTime, long rawXmin) {
        long xid = snapshot.xid8(rawXmin);
        if (xid < before.horizon()) {
            return Verdict.NOT_HERE;
        }
        if (xid < reached) {
            return Verdict.SETTLED;
        }
        firstProvisional = Math.min(firstProvisional, rowTime);
        return Verdict.PROVISIONAL;
    }

    @Override
    public TailState after() {
        TailState now = before.remembering(sighting);
        long bound = time.lowerBound(sighting.oldestWriter().minus(tolerances.skew()));
        bound = Math.min(bound, TailState.before(firstProvisional, tolerances.skew()));
        for (Bounds kept : now.prepared().values()) {
            bound = Math.min(bound, kept.quick());
        }
        return new TailState(
                reached, bound, before.slowHorizon(), before.slowBound(), triples(), now.prepared(), before.history());
    }

    private List<Triple> triples() {
        if (reached == before.horizon()) {
            return before.triples();
        }
        List<Triple> triples = new ArrayList<>(before.triples());
        triples.add(new Triple(before.horizon(), reached, bound()));
        return triples;
    }
}
