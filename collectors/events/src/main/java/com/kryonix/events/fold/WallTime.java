package com.kryonix.events.fold;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;

/** A TIMESTAMP without zone: what a clock on the writer's wall showed. */
public final class WallTime implements ColumnTime {
    /** How many changes of the clock to look ahead: a bound may wait for long in a checkpoint. */
    private static final int CHANGES_AHEAD = 4;

    /** Where every day ends last. */
    private static final ZoneId LAST_OF_ALL = ZoneOffset.ofHours(-12);

    private final List<ZoneId> zones;
    private final boolean certain;

    /**
     * @param zones those in which writers' sessions may be
     * @param certain whether there are no others
     */
    public WallTime(List<ZoneId> zones, boolean certain) {
        if (zones.isEmpty()) {
            throw new IllegalArgumentException("no time zone");
        }
        this.zones = List.copyOf(zones);
        this.certain = certain;
    }

    /** Below what any of the walls shows from {@code instant} on, even when a clock is set back later. */
    @Override
    public long lowerBound(Instant instant) {
        return zones.stream().mapToLong(zone -> lowest(zone, instant)).min().orElseThrow();
    }

    @Override
    public long lowestBound(Instant instant) {
        return certain ? lowerBound(instant) : Math.min(lowerBound(instant), lowest(LAST_OF_ALL, instant));
    }

    private static long lowest(ZoneId zone, Instant instant) {
        long lowest = micros(LocalDateTime.ofInstant(instant, zone));
        Instant from = instant;
        for (int i = 0; i < CHANGES_AHEAD; i++) {
            ZoneOffsetTransition change = zone.getRules().nextTransition(from);
            if (change == null) {
                break;
            }
            lowest = Math.min(lowest, micros(change.getDateTimeAfter()));
            from = change.getInstant();
        }
        return lowest;
    }

    @Override
    public Object parameter(long micros) {
        if (micros == Long.MAX_VALUE) {
            return LocalDateTime.MAX;
        }
        return micros == TailState.NO_TIME
                ? LocalDateTime.MIN
                : LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC).plus(micros, ChronoUnit.MICROS);
    }

    @Override
    public long read(ResultSet row, int column) throws SQLException {
        LocalDateTime value = row.getObject(column, LocalDateTime.class);
        if (value == null || value.equals(LocalDateTime.MIN)) {
            return TailState.NO_TIME;
        }
        return value.equals(LocalDateTime.MAX) ? Long.MAX_VALUE : micros(value);
    }

    @Override
    public String text(long micros) {
        return PostgresTime.text(micros, "");
    }

    @Override
    public String type() {
        return "timestamp";
    }

    @Override
    public long at(Instant instant) {
        return micros(LocalDateTime.ofInstant(instant, zones.get(0)));
    }

    private static long micros(LocalDateTime wall) {
        return ZonedTime.micros(wall.toInstant(ZoneOffset.UTC));
    }
}
