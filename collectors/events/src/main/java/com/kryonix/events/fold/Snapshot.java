package com.kryonix.events.fold;

/**
 * {@code pg_current_snapshot()}.
 *
 * @param xmin every transaction below it has ended
 * @param xmax no transaction at or above it is visible
 */
public record Snapshot(long xmin, long xmax) {
    /** Ids below it are not transactions': 1 wrote the catalogue; 2 marked frozen rows before PostgreSQL 9.4, and stays. */
    private static final long FIRST_NORMAL = 3;

    /** A negative number, below every horizon: of a row that does not tell which transaction wrote it. */
    public static final long NO_TRANSACTION = -1;

    /**
     * The 64-bit id of a visible row's transaction, from the 32 bits in its xmin: right for every row younger than 2^32
     * transactions.
     */
    public long xid8(long rawXmin) {
        return rawXmin < FIRST_NORMAL ? NO_TRANSACTION : xmax - ((xmax - rawXmin) & 0xFFFF_FFFFL);
    }
}
