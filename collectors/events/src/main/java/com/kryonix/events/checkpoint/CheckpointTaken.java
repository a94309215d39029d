package com.kryonix.events.checkpoint;

import java.io.IOException;

/** A checkpoint was not saved, because the one that is there is not the one that it follows. */
public final class CheckpointTaken extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient byte[] found;

    /** @param found what is there */
    public CheckpointTaken(String place, byte[] found) {
        super("somebody else has written to " + place);
        this.found = found;
    }

    public byte[] found() {
        return found;
    }
}
