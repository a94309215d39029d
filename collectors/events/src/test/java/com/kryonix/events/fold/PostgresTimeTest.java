package com.kryonix.events.fold;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A constant is read by PostgreSQL as the moment that it was written for, whatever the session's settings. */
class PostgresTimeTest {
    @AutoClose
    private static final RealPostgres SERVER = RealPostgres.of(13).start();

    private static final List<Long> MOMENTS = List.of(
            TailState.NO_TIME,
            Long.MIN_VALUE + 1,
            -210_866_803_200_000_000L,
            -62_135_596_800_000_001L,
            -62_135_596_800_000_000L,
            -1L,
            0L,
            1_795_000_000_123_456L,
            253_402_300_800_000_000L,
            Long.MAX_VALUE - 1,
            Long.MAX_VALUE);

    private static long read(Statement statement, String function, String literal) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT encode(" + function + "(" + literal + "), 'hex')")) {
            row.next();
            byte[] bytes = HexFormat.of().parseHex(row.getString(1));
            return PostgresTime.ofBinary(ByteBuffer.wrap(bytes).getLong());
        }
    }

    @Test
    void isTheSameMomentInBinaryAgain() throws SQLException {
        try (Connection connection = SERVER.connect();
                Statement statement = connection.createStatement()) {
            for (String settings : List.of("ISO, MDY", "ISO, DMY", "ISO, YMD")) {
                statement.execute("SET datestyle = '" + settings + "'; SET timezone = 'Asia/Kathmandu'");
                for (long moment : MOMENTS) {
                    // What lies before the first timestamp that there can be is before every row.
                    long expected = moment < -210_866_803_200_000_000L ? TailState.NO_TIME : moment;
                    assertThat(read(statement, "timestamptz_send", new ZonedTime().literal(moment)))
                            .as("%d under %s", moment, settings)
                            .isEqualTo(expected);
                    assertThat(read(
                                    statement,
                                    "timestamp_send",
                                    new WallTime(
                                                    List.of(TimeZone.getTimeZone("UTC")
                                                            .toZoneId()),
                                                    true)
                                            .literal(moment)))
                            .as("%d under %s", moment, settings)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void isWrittenInDigitsThatEveryServerReads() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(new ZonedTime().literal(0)).isEqualTo("'1970-01-01 00:00:00.000000+00'::timestamptz");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aTimeThatStaysTheSameForLongLiesNotBeyondTheTimeItself() {
        Instant now = Instant.parse("2026-11-24T12:00:00Z");
        Random random = new Random(4);
        LongStream.concat(
                        MOMENTS.stream().mapToLong(Long::longValue),
                        LongStream.generate(() -> random.nextLong() >> random.nextInt(Long.SIZE))
                                .limit(100_000))
                .forEach(time -> {
                    assertThat(PostgresTime.roughlyBefore(time, now)).isLessThanOrEqualTo(time);
                    assertThat(PostgresTime.roughlyAfter(time, now)).isGreaterThanOrEqualTo(time);
                });
        ZonedTime zoned = new ZonedTime();
        long noon = zoned.at(now);
        assertThat(zoned.text(PostgresTime.roughlyBefore(noon, now))).startsWith("2026-11-24 00:00:00.");
        assertThat(zoned.text(PostgresTime.roughlyAfter(noon, now))).startsWith("2026-11-25 00:00:00.");
        long february = zoned.at(Instant.parse("2025-02-28T23:59:59.999999Z"));
        assertThat(zoned.text(PostgresTime.roughlyBefore(february, now))).startsWith("2025-02-01 00:00:00.");
        assertThat(zoned.text(PostgresTime.roughlyAfter(february, now))).startsWith("2025-03-01 00:00:00.");
    }
}
