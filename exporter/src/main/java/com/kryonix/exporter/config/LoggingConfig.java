package com.kryonix.exporter.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.kryonix.configuration.Setting;

/** What is written to standard error. */
public record LoggingConfig(
        @Setting("The least severe messages that are written.")
        Level level,

        @Setting("One line a message: logfmt (`key=value`) or one JSON object.")
        Format format) {
    static final LoggingConfig DEFAULT = new LoggingConfig(Level.INFO, Format.LOGFMT);

    public LoggingConfig {
        level = level == null ? Level.INFO : level;
        format = format == null ? Format.LOGFMT : format;
    }

    /** Severity, least severe first. */
    public enum Level {
        @JsonProperty("debug")
        DEBUG,
        @JsonProperty("info")
        INFO,
        @JsonProperty("warn")
        WARN,
        @JsonProperty("error")
        ERROR
    }

    /** How a line looks. */
    public enum Format {
        @JsonProperty("logfmt")
        LOGFMT,
        @JsonProperty("json")
        JSON
    }
}
