package com.kryonix.events;

/** Rows that were counted and shown are gone: after a crash, a failover or a restored backup. */
final class SetBack extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param metric one that would have fallen */
    SetBack(String metric) {
        super(metric + " would fall");
    }
}
