package com.kryonix.events.reading;

import com.kryonix.events.fold.Snapshot;

/**
 * Which rows are of transactions from a given one on, as the server can tell: by their age, since a row has only the
 * lower half of its transaction's id. A special id is older than all.
 */
record Ages(Snapshot snapshot) {
    /** Below 2^31 by more than there are transactions that began since the snapshot. */
    private static final long OLDEST = 2_000_000_000L;

    /** An age is a number of 32 bits with a sign, so the server cannot tell that of older ones. */
    boolean has(long xid) {
        return snapshot.xmax() - xid < OLDEST;
    }

    /** A condition: the row is of this transaction or a later one. */
    static String from(long xid) {
        return "age(xmin) <= " + age(xid);
    }

    /** Asked once, not for each row. */
    static String age(long xid) {
        return "(SELECT age('" + lower(xid) + "'::xid))";
    }

    /** The half of a transaction's id that rows have. */
    static long lower(long xid) {
        return xid & 0xFFFF_FFFFL;
    }
}
