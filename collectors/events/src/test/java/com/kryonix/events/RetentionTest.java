package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.maintenance.Maintenance;
import com.kryonix.events.maintenance.MaintenancePlan;
import com.kryonix.events.maintenance.Retention;
import com.kryonix.events.schema.PerformanceSchema;
import com.kryonix.servers.RealPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Old days go once they are counted; what is shown stays. */
class RetentionTest {
    static final Duration KEEP = Duration.ofDays(30);

    /** The partition of a day some days ago, as maintain_partitions() made it then. */
    static final String DAY = """
            DO $do$ DECLARE day timestamptz := date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
                - %1$d * interval '24 hours';
            BEGIN
                EXECUTE format('CREATE TABLE performance.%%I PARTITION OF performance.api_metrics FOR VALUES FROM (%%L) TO (%%L)',
                    'api_metrics' || to_char(day AT TIME ZONE 'UTC', '"_"YYYYMMDD'), day, day + interval '%2$d hours');
            END $do$""";

    static final String ROWS =
            "INSERT INTO performance.api_metrics (endpoint, method, response_time, status_code, recorded_at)"
                    + " SELECT '/a', 'GET', i, 200, now() - interval '%d days' FROM generate_series(1, %d) i";

    static final String DAYS_THERE = "SELECT count(*) FROM pg_inherits WHERE inhparent ="
            + " 'performance.api_metrics'::regclass AND inhrelid::regclass::text < 'performance.api_metrics_'"
            + " || to_char(now() AT TIME ZONE 'UTC', 'YYYYMMDD')";

    private static final String OTHERS = ", which is old, too: its name or its bounds are not those that"
            + " performance.maintain_partitions() gives, so it is its owner's to drop";

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void droppingOldDaysTouchesNoCounter(int major) throws Exception {
        try (RealPostgres server = RealPostgres.of(major).start()) {
            ApiTable table = shipped(server);
            table.execute(DAY.formatted(45, 24), DAY.formatted(40, 24), DAY.formatted(29, 24));
            table.execute(ROWS.formatted(45, 3), ROWS.formatted(40, 5), ROWS.formatted(29, 7), ROWS.formatted(400, 11));
            TailSettings settings = EventTailsTest.quickSettings().with(TailSettings.Start.BEGINNING);
            Map<String, Double> before;
            try (EventTails tails = ReadyTails.of(table.dataSource(), settings)) {
                EventTailsTest.awaitRequests(tails, 26);
                before = ApiTable.numbers(EventTailsTest.scrape(tails));
                Maintenance.Result result = maintain(table, KEEP);
                assertThat(result.failures()).isEmpty();
                assertThat(result.done())
                        .hasSize(3)
                        .anyMatch(line -> line.matches("dropped performance\\.api_metrics_\\d{8} \\(.* kB\\)"))
                        .anyMatch(line -> line.startsWith("deleted 11 rows of before "));
                assertThat(table.rows()).isEqualTo(7);
                table.execute(ROWS.formatted(0, 2));
                EventTailsTest.awaitRequests(tails, 28);
                table.execute("DELETE FROM performance.api_metrics WHERE recorded_at > now() - interval '1 day'");
                assertThat(maintain(table, KEEP).done())
                        .as("nothing is left to do")
                        .isEmpty();
            }
            try (EventTails tails = ReadyTails.of(table.dataSource(), settings)) {
                assertThat(ApiTable.numbers(EventTailsTest.scrape(tails)).keySet())
                        .isEqualTo(before.keySet());
                assertThat(EventTailsTest.requests(tails)).isEqualTo(28);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void onlyOurOwnDaysAreDroppedAndOneThatIsInUseIsTriedAgain(int major) throws Exception {
        try (RealPostgres server = RealPostgres.of(major).start()) {
            ApiTable table = shipped(server);
            table.execute(DAY.formatted(40, 24), DAY.formatted(45, 48));
            table.execute("CREATE TABLE performance.own PARTITION OF performance.api_metrics FOR VALUES FROM"
                    + " ('2001-01-01') TO ('2001-01-02')");
            try (Connection reader = table.connect();
                    Statement statement = reader.createStatement()) {
                reader.setAutoCommit(false);
                statement.execute("SELECT FROM performance.api_metrics");
                assertThat(maintain(table, KEEP).done())
                        .hasSize(3)
                        .anyMatch(line -> line.startsWith("not dropped: performance.api_metrics_")
                                && line.endsWith("which another session holds; the next run tries again"));
                reader.rollback();
            }
            assertThat(maintain(table, KEEP).done())
                    .hasSize(3)
                    .anyMatch(line -> line.startsWith("dropped performance.api_metrics_"))
                    .anyMatch(line -> line.startsWith("kept performance.api_metrics_") && line.endsWith(OTHERS))
                    .contains("kept performance.own" + OTHERS);
            assertThat(table.number(DAYS_THERE)).as("the one of 48 hours").isEqualTo(1);
            assertThat(table.number("SELECT count(*) FROM pg_class WHERE relname = 'own'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aDayThatAnExporterHasNotCountedIsKeptAndSaid() throws Exception {
        try (RealPostgres server = RealPostgres.of(18).start()) {
            ApiTable table = shipped(server);
            table.execute(DAY.formatted(45, 24), DAY.formatted(33, 24));
            TailSettings usual = EventTailsTest.quickSettings();
            TailSettings.Tolerance tolerance = usual.tolerance();
            TailSettings slow = usual.with(new TailSettings.Tolerance(
                    tolerance.skew(),
                    Duration.ofDays(36),
                    tolerance.margin(),
                    tolerance.young(),
                    tolerance.bornAtZero()));
            try (EventTails tails = ReadyTails.of(table.dataSource(), slow)) {}
            assertThat(maintain(table, KEEP).done())
                    .hasSize(2)
                    .anyMatch(line -> line.startsWith("kept performance.api_metrics from ")
                            && line.contains("exporter instance \"default\" has not counted it yet"))
                    .anyMatch(line -> line.startsWith("dropped performance.api_metrics_"));
            assertThat(table.number(DAYS_THERE)).isEqualTo(1);
            table.execute("DELETE FROM performance.exporter_checkpoint WHERE instance = 'default'");
            assertThat(maintain(table, KEEP).done()).hasSize(1);
            assertThat(table.number(DAYS_THERE)).isZero();
        }
    }

    @Test
    void theOriginalsTableLosesItsOldRowsByTheIndexOnly() throws Exception {
        try (RealPostgres server = RealPostgres.of(13).start()) {
            ApiTable table = ApiTable.create(server, "original", "timestamp");
            table.execute(ROWS.formatted(45, 25_000), ROWS.formatted(29, 3));
            assertThat(maintain(table, null).done()).as("kept for ever").isEmpty();
            assertThat(maintain(table, KEEP).done())
                    .singleElement()
                    .asString()
                    .startsWith("deleted 25,000 rows of before ")
                    .endsWith(" from performance.api_metrics");
            assertThat(table.rows()).isEqualTo(3);
            table.execute("DROP INDEX performance.api_metrics_recorded_at_idx");
            assertThat(maintain(table, Duration.ofDays(1)).done())
                    .singleElement()
                    .asString()
                    .contains("run CREATE INDEX CONCURRENTLY ON performance.api_metrics (recorded_at)");
            assertThat(table.rows()).isEqualTo(3);
        }
    }

    @Test
    void whoMayNotDropIsToldWhoMay() throws Exception {
        try (RealPostgres server = RealPostgres.of(13).start()) {
            ApiTable table = shipped(server);
            table.execute(
                    DAY.formatted(40, 24), "CREATE ROLE guest LOGIN", "GRANT USAGE ON SCHEMA performance TO guest");
            table.execute("GRANT SELECT ON ALL TABLES IN SCHEMA performance TO guest");
            Maintenance.Result result = Maintenance.run(table.dataSource("guest"), plan(KEEP));
            assertThat(result.failures())
                    .extracting(Maintenance.Failure::toString)
                    .contains(
                            "performance.api_metrics: user guest may not maintain performance.api_metrics, which belongs"
                                    + " to postgres: run schema maintain as postgres, or GRANT \"postgres\" TO \"guest\"");
            assertThat(table.number(DAYS_THERE)).isEqualTo(1);
        }
    }

    static ApiTable shipped(RealPostgres server) {
        return shipped(server, "retention");
    }

    static ApiTable shipped(RealPostgres server, String database) {
        ApiTable table = ApiTable.create(server, database, "timestamptz");
        table.execute("DROP SCHEMA performance CASCADE");
        PerformanceSchema.apply(table.dataSource());
        return table;
    }

    static Maintenance.Result maintain(ApiTable table, @Nullable Duration keep) throws SQLException {
        Maintenance.Result result = Maintenance.run(table.dataSource(), plan(keep));
        List<String> aboutDays =
                result.done().stream().filter(line -> !line.contains("roll")).toList();
        return new Maintenance.Result(result.policies(), aboutDays, result.failures(), result.tables());
    }

    static MaintenancePlan plan(@Nullable Duration keep) {
        List<Retention> tables = EventsCatalogue.tables().stream()
                .filter(each -> each.name().equals("api_metrics"))
                .map(each -> new Retention(each, keep))
                .toList();
        return new MaintenancePlan(tables, 7, null, null).alsoOfUncounted();
    }
}
