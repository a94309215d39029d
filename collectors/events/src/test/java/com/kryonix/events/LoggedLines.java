package com.kryonix.events;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What this module logs while it is open, formatted as users see it. */
final class LoggedLines extends Handler implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger("com.kryonix.events");

    private final List<String> lines = new CopyOnWriteArrayList<>();

    static LoggedLines open() {
        LoggedLines lines = new LoggedLines();
        LOGGER.addHandler(lines);
        return lines;
    }

    List<String> with(String part) {
        return lines.stream().filter(line -> line.contains(part)).toList();
    }

    @Override
    public void publish(LogRecord entry) {
        lines.add(entry.getMessage());
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        LOGGER.removeHandler(this);
    }
}
