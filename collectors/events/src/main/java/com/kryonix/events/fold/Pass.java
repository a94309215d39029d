package com.kryonix.events.fold;

/** One reading of a table within one snapshot: first {@link #bound}, then each row, then {@link #after}. */
public sealed interface Pass permits QuickPass, SlowPass, FinalPass {
    /** Rows from this time on must be read. */
    long bound();

    /**
     * @param time the row's, or {@link TailState#NO_TIME}
     * @param rawXmin the row's xmin as it is
     */
    Verdict judge(long time, long rawXmin);

    /** The state once every row was judged. */
    TailState after();
}
