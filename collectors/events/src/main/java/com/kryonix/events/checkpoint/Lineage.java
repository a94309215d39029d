package com.kryonix.events.checkpoint;

/** How a server's history stands to that of a checkpoint. */
public enum Lineage {
    /** It contains it. */
    SAME,
    /** It branched off, before the checkpoint or after it: a backup was restored, or a standby promoted. */
    BRANCHED,
    /** It has not come as far, or no longer: a standby that lags behind, or a server on an older state of its disk. */
    BEHIND;

    public static Lineage of(Position checkpoint, Position server) {
        if (checkpoint.timeline() != server.timeline()) {
            return checkpoint.timeline() > server.timeline() ? BEHIND : BRANCHED;
        }
        return checkpoint.lsn() > server.lsn() ? BEHIND : SAME;
    }
}
