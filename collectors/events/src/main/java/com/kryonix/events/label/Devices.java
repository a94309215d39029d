package com.kryonix.events.label;

import java.util.Locale;

/** Kinds of device: {@code mobile} (telephones and tablets), {@code desktop}, {@code unknown}. */
final class Devices {
    static final String UNKNOWN = "unknown";

    private Devices() {}

    static String kind(String raw) {
        return switch (raw.strip().toLowerCase(Locale.ROOT)) {
            case "mobile", "phone", "smartphone", "tablet" -> "mobile";
            case "desktop", "laptop" -> "desktop";
            default -> UNKNOWN;
        };
    }
}
