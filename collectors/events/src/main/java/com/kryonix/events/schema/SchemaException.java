package com.kryonix.events.schema;

/** The schema could not be applied; the message is one line that says what failed and what to do. */
public final class SchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemaException(String message, Throwable cause) {
        super(message, cause);
    }
}
