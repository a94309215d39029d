package com.kryonix.events.fold;

import java.time.Instant;

/** A TIMESTAMPTZ: microseconds since 1970 in UTC. */
public final class ZonedTime implements ColumnTime {
    private static final long LAST_SECOND = Long.MAX_VALUE / 1_000_000L;

    @Override
    public long lowerBound(Instant instant) {
        return micros(instant);
    }

    @Override
    public long lowestBound(Instant instant) {
        return micros(instant);
    }

    @Override
    public String literal(long micros) {
        return PostgresTime.literal(micros, "+00", "timestamptz");
    }

    /** PostgreSQL's last days, in the year 294276, lie beyond a long: they are its greatest. */
    static long micros(Instant instant) {
        if (instant.getEpochSecond() >= LAST_SECOND) {
            return Long.MAX_VALUE;
        }
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    }
}
