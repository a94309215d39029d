package com.kryonix.events;

import static com.kryonix.events.RetentionTest.DAY;
import static com.kryonix.events.RetentionTest.KEEP;
import static com.kryonix.events.RetentionTest.ROWS;
import static com.kryonix.events.RetentionTest.maintain;
import static com.kryonix.events.RetentionTest.shipped;
import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of more than 2^31 transactions ago: their age in SQL, a number of 32 bits with a sign, is negative. */
class AgedRowsRetentionTest {
    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void theyAreFinalThoughATransactionIsOpenAndGoWithTheirDay(int major) throws Exception {
        try (RealPostgres server =
                RealPostgres.of(major).with("autovacuum", "off").start()) {
            ApiTable table = shipped(server, "wrapped");
            table.execute(DAY.formatted(45, 24), ROWS.formatted(45, 2), ROWS.formatted(400, 3), ROWS.formatted(0, 1));
            WraparoundTest.skipInSteps(server, 1_500_000_000L, 3_000_000_000L);
            assertThat(maintain(table, null).failures()).as("rolled up").isEmpty();
            assertThat(table.number("SELECT max(age(xmin)) FROM performance.api_metrics"))
                    .isNegative();
            table.execute("BEGIN; CREATE TABLE public.elsewhere (i integer); PREPARE TRANSACTION 'trip'");
            table.execute(ROWS.formatted(400, 4), ROWS.formatted(0, 1));
            assertThat(maintain(table, KEEP).done())
                    .hasSize(2)
                    .anyMatch(line -> line.startsWith("dropped performance.api_metrics_"))
                    .anyMatch(
                            line -> line.matches("deleted 3 rows of before .* from performance\\.api_metrics_default"));
            assertThat(table.rows())
                    .as("with those that are provisional until the trip ends")
                    .isEqualTo(6);
        }
    }
}
