package com.kryonix.exporter.logging;

import java.util.logging.LogManager;

/**
 * Keeps logging while the process ends. The JDK's own takes all handlers away in a shutdown hook, at the same time as
 * ours closes the exporter, and with them the lines that say how that went.
 */
public final class LastingLogManager extends LogManager {
    /** Called first thing in main, before anything logs. */
    public static void use() {
        System.setProperty("java.util.logging.manager", LastingLogManager.class.getName());
    }

    @Override
    public void reset() {
        // Handlers are only ever replaced, by Logging.
    }
}
