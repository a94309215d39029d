package com.kryonix.events;

import static com.kryonix.events.RetentionTest.DAY;
import static com.kryonix.events.RetentionTest.ROWS;
import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.maintenance.Maintenance;
import com.kryonix.events.maintenance.MaintenancePlan;
import com.kryonix.servers.RealPostgres;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that come more than a day late are rolled up by an audit, and before their day goes: once. */
class LateForRollUpTest {
    private static final String NEW_SERIES =
            "INSERT INTO performance.api_metrics (endpoint, method, response_time, status_code, recorded_at)"
                    + " VALUES ('/late', 'PUT', 70, 500, now() - interval '45 days')";

    private static final String DAYS = "SELECT coalesce(sum(count), 0) FROM performance.daily"
            + " WHERE metric = 'api_requests_total' AND day < now() - interval '31 days'";

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void anAuditFindsThemAndADayThatGoesIsLookedAtOnceMore(int major) throws Exception {
        try (RealPostgres server = RealPostgres.of(major).start()) {
            ApiTable table = RetentionTest.shipped(server);
            table.execute(ROWS.formatted(45, 5), ROWS.formatted(20, 4), ROWS.formatted(0, 2));
            assertThat(run(table, null, true))
                    .contains("performance.api_metrics: 2 whole days are rolled up as the table has them");
            table.execute(ROWS.formatted(20, 3), ROWS.formatted(0, 1));
            assertThat(run(table, null, false)).as("one came in time").hasSize(1);
            assertThat(run(table, null, true))
                    .singleElement()
                    .asString()
                    .matches("performance\\.api_metrics: \\d{4}-\\d\\d-\\d\\d: 3 rows had come more than a day late:"
                            + " they are rolled up now");
            assertSameAsTable(table);
            assertThat(run(table, null, true))
                    .containsExactly("performance.api_metrics: 2 whole days are rolled up as the table has them");

            table.execute(NEW_SERIES, ROWS.formatted(45, 1));
            assertThat(run(table, null, false)).isEmpty();
            assertThat(table.number(DAYS)).isEqualTo(5);
            assertThat(run(table, RetentionTest.KEEP, false))
                    .hasSize(2)
                    .anyMatch(line -> line.endsWith(": 2 rows had come more than a day late: they are rolled up now"))
                    .anyMatch(line -> line.startsWith("deleted 7 rows of before "));
            assertThat(table.number(DAYS)).isEqualTo(7);
            assertThat(run(table, RetentionTest.KEEP, true))
                    .containsExactly("performance.api_metrics: 1 whole days are rolled up as the table has them");

            table.execute("DELETE FROM performance.api_metrics WHERE response_time = 1");
            assertThat(run(table, null, true))
                    .singleElement()
                    .asString()
                    .endsWith(": the roll-up has rows that the table has no more, and stays as it is");
            assertThat(table.number(DAYS)).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void rowsOfADayThatHasGoneAreDeletedAndItIsSaidHowManyNoRollUpHas(int major) throws Exception {
        try (RealPostgres server = RealPostgres.of(major).start()) {
            ApiTable table = RetentionTest.shipped(server);
            table.execute(ROWS.formatted(45, 5), ROWS.formatted(0, 2));
            Awaiting.until(() -> RollUpTest.settled(table), () -> "not every row becomes final");
            // As a run leaves it that is killed before it deletes.
            table.execute("UPDATE performance.rollup_progress SET dropped_before = now() - interval '30 days'");
            assertThat(run(table, RetentionTest.KEEP, false))
                    .singleElement()
                    .asString()
                    .startsWith("deleted 5 rows")
                    .endsWith(" from performance.api_metrics_default");
            table.execute(ROWS.formatted(35, 3), ROWS.formatted(45, 1));
            assertThat(run(table, RetentionTest.KEEP, false))
                    .singleElement()
                    .asString()
                    .startsWith("deleted 4 rows")
                    .endsWith(
                            " from performance.api_metrics_default, of which 4 came after their day and are in no roll-up");
            assertThat(table.number(DAYS)).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void aDayThatCouldNotBeDroppedIsLookedAtAgainBeforeItIs(int major) throws Exception {
        try (RealPostgres server = RealPostgres.of(major).start()) {
            ApiTable table = RetentionTest.shipped(server);
            table.execute(DAY.formatted(45, 24), ROWS.formatted(45, 5));
            try (Connection reader = table.connect();
                    Statement statement = reader.createStatement()) {
                reader.setAutoCommit(false);
                statement.execute("SELECT FROM performance.api_metrics");
                assertThat(run(table, RetentionTest.KEEP, false))
                        .anyMatch(line -> line.startsWith("not dropped: performance.api_metrics_"));
                reader.rollback();
            }
            table.execute(NEW_SERIES);
            assertThat(run(table, null, true))
                    .singleElement()
                    .asString()
                    .endsWith(": 1 rows had come more than a day late: they are rolled up now");
            table.execute(ROWS.formatted(45, 2));
            assertThat(run(table, RetentionTest.KEEP, false))
                    .hasSize(2)
                    .anyMatch(line -> line.endsWith(": 2 rows had come more than a day late: they are rolled up now"))
                    .anyMatch(line -> line.startsWith("dropped performance.api_metrics_"));
            assertThat(table.number(DAYS)).isEqualTo(8);
            table.execute(ROWS.formatted(45, 9));
            run(table, null, true);
            assertThat(table.number(DAYS)).as("the day itself has gone").isEqualTo(8);
        }
    }

    private static void assertSameAsTable(ApiTable table) {
        assertThat(RollUpTest.numbers(table, "hour", "performance.hourly")).isEqualTo(RollUpTest.truth(table, "hour"));
        assertThat(RollUpTest.numbers(table, "day", "performance.daily")).isEqualTo(RollUpTest.truth(table, "day"));
    }

    private static List<String> run(ApiTable table, @Nullable Duration keep, boolean audit) throws Exception {
        MaintenancePlan plan = RetentionTest.plan(keep);
        Maintenance.Result result = Maintenance.run(table.dataSource(), audit ? plan.auditing() : plan);
        assertThat(result.failures()).isEmpty();
        return result.done().stream()
                .filter(line -> !line.startsWith("made "))
                .filter(line -> !line.contains("rolled up into") || !audit)
                .toList();
    }
}
