package com.kryonix.events.fold;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The pass over a table whose rows are updated: a row is counted when its key is seen for the first time, whatever its
 * version. It looks back over all open transactions, and at least {@code late}, as {@link SlowPass} does: a row that is
 * not visible yet belongs to one of those, or to a later one. Keys from before need not be remembered.
 */
public final class KeyedPass {
    private final TailState before;
    private final Snapshot snapshot;
    private final TailState remembering;
    private final long next;
    private final Map<String, Long> keys = new HashMap<>();

    public KeyedPass(TailState before, Sighting sighting, Snapshot snapshot, ColumnTime time, Tolerances tolerances) {
        this.before = before;
        this.snapshot = snapshot;
        this.remembering = before.remembering(sighting);
        Instant first = TailState.earlier(sighting.oldest(), sighting.now().minus(tolerances.late()));
        long bound = time.lowestBound(first.minus(tolerances.skew()));
        for (Bounds kept : remembering.prepared().values()) {
            bound = Math.min(bound, kept.slow());
        }
        this.next = bound;
    }

    /** Rows from this time on must be read. */
    public long bound() {
        return before.slowBound();
    }

    /**
     * Whether the row was never counted. One without a time is remembered for as long as it is there, since each pass
     * meets it; of those that the first pass meets, none is new but where all rows are counted.
     */
    public boolean isNew(long time, long rawXmin, String key) {
        boolean known = before.keys().containsKey(key);
        if (time == TailState.NO_TIME) {
            known |= keys.put(key, time) != null;
            boolean all = before.slowBound() == TailState.NO_TIME;
            return !known && (all || snapshot.xid8(rawXmin) >= before.horizon());
        }
        if (time >= next) {
            known |= keys.put(key, time) != null;
        }
        return !known;
    }

    /** The state once every row was judged. */
    public TailState after() {
        return new TailState(
                snapshot.xmin(), next, snapshot.xmin(), next, List.of(), remembering.prepared(), null, keys);
    }
}
