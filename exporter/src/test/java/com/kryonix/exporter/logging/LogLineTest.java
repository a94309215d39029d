package com.kryonix.exporter.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.exporter.config.LoggingConfig;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LogLineTest {
    private static final Redaction REDACTION = new Redaction(List.of("correct horse", "pw"));

    private static String line(LoggingConfig.Format format, LogRecord entry) {
        return switch (format) {
            case LOGFMT -> new Logfmt(REDACTION).format(entry);
            case JSON -> new JsonLines(REDACTION).format(entry);
        };
    }

    private static LogRecord entry(Level level, String message) {
        LogRecord entry = new LogRecord(level, message);
        entry.setLoggerName("com.kryonix.exporter.Exporter");
        entry.setInstant(Instant.parse("2026-11-24T10:00:00.123456Z"));
        return entry;
    }

    @Test
    void logfmtQuotesWhatNeedsIt() {
        assertThat(line(LoggingConfig.Format.LOGFMT, entry(Level.INFO, "stopped")))
                .isEqualTo("time=2026-11-24T10:00:00.123Z level=info logger=exporter msg=stopped\n");
        assertThat(line(LoggingConfig.Format.LOGFMT, entry(Level.WARNING, "a \"b\"\n=\\\u0001")))
                .isEqualTo(
                        "time=2026-11-24T10:00:00.123Z level=warn logger=exporter msg=\"a \\\"b\\\"\\n=\\\\\\u0001\"\n");
    }

    @Test
    void jsonIsOneObjectALine() {
        assertThat(line(LoggingConfig.Format.JSON, entry(Level.SEVERE, "a\tb")))
                .isEqualTo("{\"time\":\"2026-11-24T10:00:00.123Z\",\"level\":\"error\",\"logger\":\"exporter\","
                        + "\"msg\":\"a\\tb\"}\n");
    }

    @ParameterizedTest
    @EnumSource(LoggingConfig.Format.class)
    void aStackTraceStaysOnItsLine(LoggingConfig.Format format) {
        LogRecord entry = entry(Level.SEVERE, "a defect");
        entry.setThrown(new IllegalStateException("broken"));
        assertThat(line(format, entry))
                .contains("IllegalStateException: broken\\n\\tat ")
                .containsOnlyOnce("\n")
                .endsWith("\n");
    }

    @ParameterizedTest
    @EnumSource(LoggingConfig.Format.class)
    void aSecretIsInNeitherTheMessageNorTheStackTrace(LoggingConfig.Format format) {
        LogRecord entry = entry(Level.SEVERE, "with correct horse");
        entry.setThrown(new IllegalStateException("jdbc:postgresql://db/x?user=a&password=hunter2&ssl=true"));
        assertThat(line(format, entry))
                .doesNotContain("correct horse", "hunter2")
                .contains("ssl=true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redis://:hunter2@cache:6379/0        | redis://:***@cache:6379/0",
                "postgresql://a:b/c:d@db/x            | postgresql://a:***@db/x",
                "postgresql://a:b@c@db/x              | postgresql://a:***@db/x",
                "user=a, Password = hunter2, x=1      | user=a, Password = ***, x=1",
                "AUTH failed for correct horse        | AUTH failed for ***",
                "password authentication failed       | password authentication failed",
                "http://127.0.0.1:9847/metrics        | http://127.0.0.1:9847/metrics",
                "a mail to x@example.org              | a mail to x@example.org"
            })
    void onlyTheSecretIsTakenOut(String text, String clean) {
        assertThat(REDACTION.apply(text)).isEqualTo(clean);
    }
}
