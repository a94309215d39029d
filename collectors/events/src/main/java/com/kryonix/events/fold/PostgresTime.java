package com.kryonix.events.fold;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Timestamps as PostgreSQL has them in itself, and as it reads them. */
public final class PostgresTime {
    /** From 1970 to 2000, where PostgreSQL begins to count. */
    private static final long EPOCH_MICROS = 946_684_800_000_000L;

    private static final long DAY = 86_400_000_000L;
    private static final long LONGEST_MONTH = 31 * DAY;

    private static final LocalDateTime BEGINNING = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

    private PostgresTime() {}

    /**
     * Out of the binary format: microseconds since 2000.
     *
     * @return microseconds since 1970; {@link TailState#NO_TIME} for -infinity; the greatest number for infinity, and for
     *     the last days, in the year 294276, which lie beyond a long
     */
    public static long ofBinary(long micros) {
        if (micros == Long.MIN_VALUE) {
            return TailState.NO_TIME;
        }
        return micros > Long.MAX_VALUE - EPOCH_MICROS ? Long.MAX_VALUE : micros + EPOCH_MICROS;
    }

    /**
     * A text that every setting of DateStyle reads the same.
     *
     * @param zone behind the time: {@code +00}, or nothing for a TIMESTAMP
     */
    static String text(long micros, String zone) {
        if (micros == Long.MAX_VALUE) {
            return "infinity";
        }
        if (micros < EARLIEST) {
            return "-infinity";
        }
        LocalDateTime time = BEGINNING.plus(micros, ChronoUnit.MICROS);
        int year = time.getYear();
        return String.format(
                Locale.ROOT,
                "%04d-%02d-%02d %02d:%02d:%02d.%06d%s%s",
                year > 0 ? year : 1 - year,
                time.getMonthValue(),
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond(),
                time.getNano() / 1000,
                zone,
                year > 0 ? "" : " BC");
    }

    /**
     * A time not after this one that stays the same for long: the beginning of its day in UTC, or of its month where it is
     * not of these days. What is beyond all days is as it is.
     */
    public static long roughlyBefore(long micros, Instant now) {
        if (micros < EARLIEST || micros == Long.MAX_VALUE) {
            return micros;
        }
        LocalDate day = BEGINNING.plus(micros, ChronoUnit.MICROS).toLocalDate();
        return Math.max(EARLIEST, micros(isOfTheseDays(day, now) ? day : day.withDayOfMonth(1)));
    }

    /** The same, but not before this one. */
    public static long roughlyAfter(long micros, Instant now) {
        if (micros < EARLIEST || micros > Long.MAX_VALUE - LONGEST_MONTH) {
            return micros;
        }
        LocalDate day = BEGINNING.plus(micros, ChronoUnit.MICROS).toLocalDate();
        return micros(
                isOfTheseDays(day, now)
                        ? day.plusDays(1)
                        : day.withDayOfMonth(1).plusMonths(1));
    }

    private static boolean isOfTheseDays(LocalDate day, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return !day.isBefore(today.minusDays(2)) && !day.isAfter(today.plusDays(2));
    }

    private static long micros(LocalDate day) {
        return day.toEpochDay() * DAY;
    }

    /** What a timestamp can hold at least: November of 4714 BC. Nothing lies before it. */
    private static final long EARLIEST = -211_813_488_000_000_000L + EPOCH_MICROS;
}
