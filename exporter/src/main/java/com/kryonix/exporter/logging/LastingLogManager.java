package com.kryonix.exporter.logging;

import java.util.logging.LogManager;

/**
 * Keeps logging while the process ends. The JDK's own takes all handlers away in a shutdown hook, at the same time as
 * ours closes the exporter, and with them the lines that say how that went.
 */
public final class LastingLogManager extends LogManager {
    /** The system property that chooses it, set first thing in main; a constant, as touching this class is too late. */
    public static final String PROPERTY = "java.util.logging.manager";

    public static final String NAME = "com.kryonix.exporter.logging.LastingLogManager";

    @Override
    public void reset() {
        // Handlers are only ever replaced, by Logging.
    }
}
