package com.kryonix.postgres.statements;

import java.util.Arrays;

/**
 * The view as one read saw it: keys and numbers in flat arrays, found by key through an open-addressing index, used
 * again and again so that a scrape of thousands of entries leaves no garbage. Not for use by several threads.
 *
 * <p>Adding a key that is there already adds to its numbers: so the entries that we may not identify, which all have
 * the key (user, database, none), become one row a user and database.
 */
final class Snapshot {
    /** How an entry was run; {@link #HIDDEN} where its queryid is hidden from us. */
    static final byte NESTED = 0;

    static final byte TOPLEVEL = 1;
    static final byte HIDDEN = 2;

    private int size;
    private int read;
    private long[] owners = new long[256];
    private long[] queryids = new long[256];
    private byte[] levels = new byte[256];
    private double[] numbers = new double[256 * Gauge.WIDTH];
    /** Row + 1, or 0 for none; a power of two, at most half full. */
    private int[] index = new int[1024];

    void clear() {
        Arrays.fill(index, 0);
        Arrays.fill(numbers, 0, size * Gauge.WIDTH, 0);
        size = 0;
        read = 0;
    }

    /** User and database as one key; both are 32-bit oids. */
    static long owner(long userid, long dbid) {
        return userid << 32 | (dbid & 0xffffffffL);
    }

    static long userid(long owner) {
        return owner >>> 32;
    }

    static long dbid(long owner) {
        return owner & 0xffffffffL;
    }

    /** The row of this key, new or already there. */
    int add(long owner, long queryid, byte level) {
        read++;
        if (size == owners.length) {
            grow();
        }
        int slot = slot(owner, queryid, level);
        if (index[slot] != 0) {
            return index[slot] - 1;
        }
        owners[size] = owner;
        queryids[size] = queryid;
        levels[size] = level;
        index[slot] = size + 1;
        return size++;
    }

    /** The row of this key; -1 where there is none. */
    int find(long owner, long queryid, byte level) {
        return index[slot(owner, queryid, level)] - 1;
    }

    /** Adds to a number of a row: {@link Counter#place()} or {@link Gauge#place()}. */
    void plus(int row, int place, double value) {
        numbers[row * Gauge.WIDTH + place] += value;
    }

    double number(int row, int place) {
        return numbers[row * Gauge.WIDTH + place];
    }

    long owner(int row) {
        return owners[row];
    }

    long queryid(int row) {
        return queryids[row];
    }

    byte level(int row) {
        return levels[row];
    }

    /** Rows: one a key. */
    int size() {
        return size;
    }

    /** Entries of the view, however many became one row. */
    int entries() {
        return read;
    }

    private int slot(long owner, long queryid, byte level) {
        int mask = index.length - 1;
        long mixed = (queryid ^ owner * 0x9E3779B97F4A7C15L ^ level) * 0xC2B2AE3D27D4EB4FL;
        int slot = (int) (mixed >>> 32) & mask;
        while (index[slot] != 0 && !is(index[slot] - 1, owner, queryid, level)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean is(int row, long owner, long queryid, byte level) {
        return queryids[row] == queryid && owners[row] == owner && levels[row] == level;
    }

    private void grow() {
        int capacity = size * 2;
        owners = Arrays.copyOf(owners, capacity);
        queryids = Arrays.copyOf(queryids, capacity);
        levels = Arrays.copyOf(levels, capacity);
        numbers = Arrays.copyOf(numbers, capacity * Gauge.WIDTH);
        index = new int[Integer.highestOneBit(capacity) * 4];
        for (int row = 0; row < size; row++) {
            index[slot(owners[row], queryids[row], levels[row])] = row + 1;
        }
    }
}
