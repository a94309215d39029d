package com.kryonix.events.checkpoint;

/** A checkpoint that must not be applied. Its message says why, in words that follow "checkpoint refused: ". */
public final class CheckpointRefused extends Exception {
    private static final long serialVersionUID = 1L;

    public CheckpointRefused(String reason) {
        super(reason);
    }

    CheckpointRefused(String reason, Throwable cause) {
        super(reason, cause);
    }
}
