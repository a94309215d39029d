package com.kryonix.events;

/** Notices that rows come late time and again, for which there is a remedy; said once. */
final class LateRows {
    private static final int PASSES = 3;

    private int inARow;
    private boolean said;

    /** What is said then. */
    static String inAnotherZone(long rows) {
        return "rows keep coming late, " + rows + " with the last slow pass; if their writers' sessions are in another"
                + " time zone than the server, set events.time_zone to it";
    }

    /** A slow pass found so many. Returns whether that is to be said now. */
    boolean keepComing(long rows) {
        inARow = rows == 0 ? 0 : inARow + 1;
        boolean now = !said && inARow >= PASSES;
        said |= now;
        return now;
    }
}
