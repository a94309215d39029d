package com.kryonix.exporter.logging;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** {@code time=2026-11-24T10:00:00Z level=info logger=exporter msg="listening on http://127.0.0.1:9847"}. */
final class Logfmt extends LogLine {
    Logfmt(UnaryOperator<String> redaction) {
        super(redaction);
    }

    @Override
    String write(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + value(field.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String value(String text) {
        boolean plain =
                !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c != '"' && c != '=' && c != '\\' && c < 127);
        return plain ? text : Quoted.text(text);
    }
}
