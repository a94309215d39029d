package com.kryonix.collector;

/** Why a collection failed: a bounded label, never an error's text. */
public enum FailureKind {
    /** The deadline, or a timeout derived from it, was reached. */
    TIMEOUT,
    /** The server cannot be reached, refuses us, or the connection broke. */
    CONNECTION,
    /** The user may not do this: SQLState 42501, NOPERM. */
    PERMISSION,
    /** The server understood the request and answered with an error. */
    QUERY,
    /** The last scrape's collection is still running. */
    BUSY,
    /** A bug in the exporter. */
    DEFECT
}
