package com.kryonix.configuration;

import java.time.DateTimeException;
import java.time.ZoneId;

/** Time zones as the file writes them. */
public final class TimeZones {
    private TimeZones() {}

    /** @throws InvalidSetting for what the time zone database does not know */
    public static ZoneId parse(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new InvalidSetting(
                    "", "\"" + text + "\" is no time zone; allowed: a name such as Europe/Berlin or UTC, or +02:00");
        }
    }
}
