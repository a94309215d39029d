package com.kryonix.events;

/** A checkpoint is not to be changed now. The message is one line for users: why, and what to do. */
public final class TailBusy extends Exception {
    private static final long serialVersionUID = 1L;

    TailBusy(String message) {
        super(message);
    }
}
