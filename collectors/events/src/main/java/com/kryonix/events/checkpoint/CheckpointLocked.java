package com.kryonix.events.checkpoint;

import java.io.IOException;

/** Somebody locks the checkpoint: it is neither read nor written now. What was counted is as good as ever. */
public final class CheckpointLocked extends IOException {
    private static final long serialVersionUID = 1L;

    CheckpointLocked(String message) {
        super(message);
    }

    CheckpointLocked(String place, Throwable cause) {
        super(
                place + ", or this tail's row in it, is locked by another transaction: it is written once that ends"
                        + " (pg_locks and pg_stat_activity say whose it is)",
                cause);
    }
}
