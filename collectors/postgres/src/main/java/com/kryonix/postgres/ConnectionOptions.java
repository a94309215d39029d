package com.kryonix.postgres;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.postgresql.PGProperty;

/** A URL's options: libpq's names and pgjdbc's are both understood, and unknown ones refused. */
final class ConnectionOptions {
    /** libpq's spelling to pgjdbc's, where they differ. */
    private static final Map<String, String> LIBPQ = Map.of(
            "application_name", "ApplicationName",
            "channel_binding", "channelBinding",
            "connect_timeout", "connectTimeout",
            "gssencmode", "gssEncMode",
            "keepalives", "tcpKeepAlive",
            "krbsrvname", "kerberosServerName",
            "target_session_attrs", "targetServerType");

    private static final Map<String, String> SESSION_ATTRIBUTES = Map.of(
            "read-write", "primary",
            "primary", "primary",
            "read-only", "secondary",
            "standby", "secondary",
            "prefer-standby", "preferSecondary",
            "any", "any");

    /** What the exporter decides itself: a URL that could switch these off would switch off a promise. */
    private static final Set<String> OURS =
            Set.of("ApplicationName", "readOnly", "readOnlyMode", "autosave", "preferQueryMode");

    private ConnectionOptions() {}

    /** @throws IllegalArgumentException naming the first option that the driver does not know */
    static Map<String, String> inDriverSpelling(Map<String, String> options) {
        Map<String, String> translated = new HashMap<>();
        options.forEach((name, value) -> {
            String driverName = LIBPQ.getOrDefault(name, name);
            if (OURS.contains(driverName)) {
                throw PostgresUrl.wrong("option " + name + " is set by the exporter; leave it out");
            }
            if (PGProperty.forName(driverName) == null) {
                throw PostgresUrl.wrong("unknown option " + name);
            }
            translated.put(driverName, translate(name, value));
        });
        return translated;
    }

    private static String translate(String name, String value) {
        return switch (name) {
            case "target_session_attrs" -> {
                String type = SESSION_ATTRIBUTES.get(value);
                if (type == null) {
                    throw PostgresUrl.wrong("target_session_attrs is one of "
                            + String.join(
                                    ", ",
                                    SESSION_ATTRIBUTES.keySet().stream()
                                            .sorted()
                                            .toList()));
                }
                yield type;
            }
            case "keepalives" -> Boolean.toString(!value.equals("0"));
            default -> value;
        };
    }
}
