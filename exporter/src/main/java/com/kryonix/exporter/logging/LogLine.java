package com.kryonix.exporter.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** A record as fields in a fixed order: time, level, logger, msg, and stack where there is one. */
abstract class LogLine extends Formatter {
    private final UnaryOperator<String> redaction;

    LogLine(UnaryOperator<String> redaction) {
        this.redaction = redaction;
    }

    /** The fields as one line, without its end. */
    abstract String write(Map<String, String> fields);

    @Override
    public String format(LogRecord entry) {
        Map<String, String> fields = new LinkedHashMap<>();
        Instant time = entry.getInstant().truncatedTo(ChronoUnit.MILLIS);
        fields.put("time", time.toString());
        fields.put("level", level(entry.getLevel()));
        fields.put("logger", simple(String.valueOf(entry.getLoggerName())));
        fields.put("msg", redaction.apply(formatMessage(entry)));
        if (entry.getThrown() != null) {
            fields.put("stack", redaction.apply(stack(entry.getThrown())));
        }
        return write(fields) + "\n";
    }

    private static String level(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "error";
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return "warn";
        }
        return level.intValue() >= Level.INFO.intValue() ? "info" : "debug";
    }

    /** The class alone, without its package: {@code engine.TargetLog} is {@code targetlog}. */
    private static String simple(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String stack(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString().strip();
    }
}
