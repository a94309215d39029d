package com.kryonix.events.fold;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

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
    public Object parameter(long micros) {
        if (micros == Long.MAX_VALUE) {
            return OffsetDateTime.MAX;
        }
        return micros == TailState.NO_TIME
                ? OffsetDateTime.MIN
                : Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    @Override
    public long read(ResultSet row, int column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        if (value == null || value.equals(OffsetDateTime.MIN)) {
            return TailState.NO_TIME;
        }
        return value.equals(OffsetDateTime.MAX) ? Long.MAX_VALUE : micros(value.toInstant());
    }

    @Override
    public String text(long micros) {
        return PostgresTime.text(micros, "+00");
    }

    @Override
    public String type() {
        return "timestamptz";
    }

    @Override
    public long at(Instant instant) {
        return micros(instant);
    }

    /** PostgreSQL's last days, in the year 294276, lie beyond a long: they are its greatest. */
    static long micros(Instant instant) {
        if (instant.getEpochSecond() >= LAST_SECOND) {
            return Long.MAX_VALUE;
        }
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    }
}
