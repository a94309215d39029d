package com.kryonix.exporter.logging;

import com.kryonix.exporter.config.LoggingConfig;
import java.io.OutputStream;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/** Sends all messages, ours and the libraries', to one stream. */
public final class Logging {
    /** Libraries that speak of each connection and each migration at INFO; the logger objects are kept, as java.util.logging keeps weak references. */
    private static final List<Logger> CHATTY = List.of(
            Logger.getLogger("com.zaxxer.hikari"),
            Logger.getLogger("org.flywaydb"),
            Logger.getLogger("org.postgresql"),
            Logger.getLogger("redis.clients"));

    private Logging() {}

    /** From now on, every message goes to {@code out}, one line each. */
    public static void install(LoggingConfig config, UnaryOperator<String> redaction, OutputStream out) {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        Level level = level(config.level());
        root.setLevel(level);
        CHATTY.forEach(
                logger -> logger.setLevel(config.level() == LoggingConfig.Level.DEBUG ? Level.INFO : Level.SEVERE));
        LogLine line = switch (config.format()) {
            case LOGFMT -> new Logfmt(redaction);
            case JSON -> new JsonLines(redaction);
        };
        Handler handler = new Flushing(out, line);
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
    }

    private static Level level(LoggingConfig.Level level) {
        return switch (level) {
            case DEBUG -> Level.FINE;
            case INFO -> Level.INFO;
            case WARN -> Level.WARNING;
            case ERROR -> Level.SEVERE;
        };
    }

    /** Each line at once: the last ones before a crash are those that matter. */
    private static final class Flushing extends StreamHandler {
        Flushing(OutputStream out, LogLine line) {
            super(out, line);
        }

        @Override
        public synchronized void publish(java.util.logging.LogRecord entry) {
            super.publish(entry);
            flush();
        }

        /** Standard error is not ours to close. */
        @Override
        public synchronized void close() {
            flush();
        }
    }
}
