package com.kryonix.configuration;

/** The configuration cannot be used. The message is one line for the user: where, which key, what is allowed. */
public final class InvalidConfig extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidConfig(String message) {
        super(message);
    }
}
