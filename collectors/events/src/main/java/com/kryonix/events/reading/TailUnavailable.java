package com.kryonix.events.reading;

import com.kryonix.collector.FailureKind;

/** A table cannot be tailed. The message is one line for users: what is wrong, and what to do. */
public final class TailUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;

    public TailUnavailable(FailureKind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public FailureKind kind() {
        return kind;
    }
}
