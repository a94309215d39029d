package com.kryonix.events.reading;

/** A table was dropped, and perhaps made anew, or a column has changed, while it was tailed. */
public final class TableReplaced extends Exception {
    private static final long serialVersionUID = 1L;

    TableReplaced(String message) {
        super(message);
    }
}
