package com.kryonix.postgres.statements;

import java.util.List;

/** What makes a statement matter. A statement's importance is its largest share in the recent total of any of these. */
enum Score {
    TIME,
    CALLS,
    TEMP_BLOCKS,
    WAL_BYTES,
    BLOCKS_READ;

    static final List<Score> ALL = List.of(values());
    static final int COUNT = ALL.size();

    /** Its place among the scores. */
    @SuppressWarnings("EnumOrdinal") // The declared order is the array's; nothing is stored by it.
    int place() {
        return ordinal();
    }

    /** How much of it is in this difference. */
    double of(double[] difference) {
        return switch (this) {
            case TIME -> difference[Counter.EXECUTION.place()];
            case CALLS -> difference[Counter.CALLS.place()];
            case TEMP_BLOCKS -> difference[Counter.TEMP_READ.place()] + difference[Counter.TEMP_WRITTEN.place()];
            case WAL_BYTES -> difference[Counter.WAL_BYTES.place()];
            case BLOCKS_READ -> difference[Counter.SHARED_READ.place()];
        };
    }
}
