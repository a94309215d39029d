package com.kryonix.exporter.logging;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** {@code {"time":"2026-11-24T10:00:00Z","level":"info","logger":"exporter","msg":"…"}}. */
final class JsonLines extends LogLine {
    JsonLines(UnaryOperator<String> redaction) {
        super(redaction);
    }

    @Override
    String write(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> Quoted.text(field.getKey()) + ":" + Quoted.text(field.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
