package com.kryonix.events.label;

import java.util.Locale;
import java.util.Set;

/** HTTP methods: the nine that RFC 9110 and RFC 5789 name; anything else is {@code _OTHER}, as in OpenTelemetry. */
final class Methods {
    static final String OTHER = "_OTHER";

    static final Set<String> KNOWN =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

    private Methods() {}

    static String normal(String raw) {
        String method = raw.strip().toUpperCase(Locale.ROOT);
        return KNOWN.contains(method) ? method : OTHER;
    }
}
