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
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Hours and days are what SQL says of all rows, whatever writers do and however often a run is killed. */
class RollUpTest {
    private static final int SECONDS = Integer.getInteger("trial.seconds", 8);

    private static final String OTHER_TABLES = """
            INSERT INTO performance.frontend_metrics (session_id, page_url, lcp, cls, device, recorded_at)
                SELECT 's', '/p' || i %% 3, nullif(i %% 5, 0) * 1000.25, (i %% 50) / 100.0, 'mobile',
                    now() - i * interval '3 minutes' FROM generate_series(1, 300) i;
            INSERT INTO performance.database_metrics (query_hash, query_type, execution_time, rows_returned, database_name,
                    recorded_at)
                SELECT 'h' || i %% 9, 'SELECT', i * 7.003, i %% 4, 'shop', now() - i * interval '4 minutes'
                FROM generate_series(1, 300) i;
            INSERT INTO performance.cache_metrics (cache_key, cache_type, operation, operation_time, is_hit, recorded_at)
                SELECT 'user:' || i, 'redis', 'get', i * 0.003, i %% 3 = 0, now() - i * interval '4 minutes'
                FROM generate_series(1, 300) i""".replace("%%", "%");

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void everyRowIsInItsHourOnce(int major) throws Exception {
        try (RealPostgres server = RealPostgres.of(major).start()) {
            ApiTable table = ApiTable.create(server, "rolled", "timestamptz");
            table.execute("DROP SCHEMA performance CASCADE");
            PerformanceSchema.apply(table.dataSource());
            table.execute(
                    "INSERT INTO performance.api_metrics (endpoint, method, status_code, response_time, recorded_at)"
                            + " SELECT '/old', 'GET', 200, i % 900, now() - i * interval '1 s' FROM generate_series(1, 210000) i");
            table.execute(OTHER_TABLES.split(";\n"));
            int kills = 0;
            Random random = new Random(major);
            try (HostileWriters writers = new HostileWriters(table, major, 18_000)) {
                assertThat(writers).isNotNull();
                long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
                while (System.nanoTime() < end) {
                    kills += runAndPerhapsKill(table, random);
                }
            }
            table.execute(OTHER_TABLES.split(";\n"));
            // A row is final when each transaction from before it has ended: also autovacuum's, when it analyses.
            Awaiting.until(() -> settled(table), () -> "not every row becomes final");
            assertThat(kills).isPositive();
            assertThat(numbers(table, "hour", "performance.hourly"))
                    .containsExactlyInAnyOrderEntriesOf(truth(table, "hour"));
            assertThat(numbers(table, "day", "performance.daily"))
                    .containsExactlyInAnyOrderEntriesOf(truth(table, "day"));
            run(table);
            assertThat(numbers(table, "hour", "performance.hourly")).isEqualTo(truth(table, "hour"));
            System.out.printf("PostgreSQL %d: %d rows rolled up, %d runs killed%n", major, table.rows(), kills);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void hoursOutliveTheirRowsAndAreNotCountedAgainByANewBeginning(int major) throws Exception {
        try (RealPostgres server = RealPostgres.of(major).start()) {
            ApiTable table = ApiTable.create(server, "outlive", "timestamptz");
            table.execute("DROP SCHEMA performance CASCADE");
            PerformanceSchema.apply(table.dataSource());
            table.execute(
                    "INSERT INTO performance.api_metrics (endpoint, method, status_code, response_time, recorded_at)"
                            + " SELECT '/a', 'GET', 200, 5, now() - i * interval '1 hour' FROM generate_series(0, 1200) i");
            run(table);
            Map<String, Double> all = truthlessNumbers(table);
            table.execute("UPDATE performance.rollup_progress SET updated_at = now()");
            run(table, Duration.ofDays(30));
            assertThat(table.rows()).isLessThan(800);
            assertThat(truthlessNumbers(table)).isEqualTo(all);
            table.execute(
                    "UPDATE performance.rollup_progress SET state = 'of another cluster' WHERE tail = 'api_metrics'");
            assertThat(run(table, Duration.ofDays(30)).done())
                    .anyMatch(line -> line.startsWith("performance.api_metrics: rolled up anew"));
            assertThat(truthlessNumbers(table)).isEqualTo(all);
        }
    }

    static boolean settled(ApiTable table) throws SQLException {
        boolean nobodyWrites =
                table.number("SELECT (pg_snapshot_xmin(s) = pg_snapshot_xmax(s))::int FROM pg_current_snapshot() s")
                        == 1;
        run(table);
        return nobodyWrites;
    }

    /** Kills a run at a moment of its own choice, or lets it end. */
    private static int runAndPerhapsKill(ApiTable table, Random random) throws Exception {
        AtomicReference<SQLException> ended = new AtomicReference<>();
        Thread run = new Thread(() -> {
            try {
                Maintenance.run(named(table), plan(null));
            } catch (SQLException killed) {
                ended.set(killed);
            }
        });
        run.start();
        run.join(1 + random.nextInt(400));
        try (Connection other = table.connect();
                Statement statement = other.createStatement()) {
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'maintain'");
        }
        run.join();
        return ended.get() == null ? 0 : 1;
    }

    private static PGSimpleDataSource named(ApiTable table) {
        PGSimpleDataSource source = (PGSimpleDataSource) table.dataSource();
        source.setApplicationName("maintain");
        return source;
    }

    private static void run(ApiTable table) throws SQLException {
        assertThat(run(table, null).failures()).isEmpty();
    }

    private static Maintenance.Result run(ApiTable table, @Nullable Duration keep) throws SQLException {
        return Maintenance.run(table.dataSource(), plan(keep));
    }

    static MaintenancePlan plan(@Nullable Duration keep) {
        return new MaintenancePlan(
                        EventsCatalogue.tables().stream()
                                .map(each -> new Retention(each, keep))
                                .toList(),
                        7,
                        null,
                        null)
                .alsoOfUncounted();
    }

    private static Map<String, Double> truthlessNumbers(ApiTable table) {
        Map<String, Double> numbers = new TreeMap<>();
        table.query(numbers, "performance.hourly", "metric || hour || labels", "sum(count)", "count", "");
        table.query(numbers, "performance.daily", "metric || day || labels", "sum(count)", "day", "");
        return numbers;
    }

    static Map<String, Double> numbers(ApiTable table, String unit, String from) {
        Map<String, Double> numbers = new TreeMap<>();
        put(
                table,
                numbers,
                from,
                unit,
                "api_requests_total",
                "'endpoint', 'method', 'status'",
                "sum(count)",
                "requests");
        String api = "api_request_duration_seconds";
        String labels = "'endpoint', 'method', 'outcome'";
        put(table, numbers, from, unit, api, labels, "sum(count)", "duration");
        put(table, numbers, from, unit, api, labels, "sum(sum)", "seconds");
        put(table, numbers, from, unit, api, labels, "sum(buckets[1] + buckets[2] + buckets[3])", "le25");
        put(table, numbers, from, unit, "web_vitals_lcp_seconds", "'page', 'device'", "sum(sum)", "lcp");
        put(table, numbers, from, unit, "web_vitals_cls_score", "'page', 'device'", "sum(count)", "cls");
        String statement = "database_query_duration_seconds";
        put(table, numbers, from, unit, statement, "'database', 'query_type'", "sum(sum)", "statements");
        put(table, numbers, from, unit, "cache_lookups_total", "'cache_type', 'prefix'", "sum(count)", "lookups");
        put(table, numbers, from, unit, "cache_hits_total", "'cache_type', 'prefix'", "sum(count)", "hits");
        return numbers;
    }

    private static void put(
            ApiTable table,
            Map<String, Double> into,
            String from,
            String unit,
            String metric,
            String labels,
            String value,
            String name) {
        String key =
                "extract(epoch FROM " + unit + ")::bigint || ' ' || (SELECT string_agg(labels ->> l, ' ' ORDER BY o)"
                        + " FROM unnest(ARRAY[" + labels + "]) WITH ORDINALITY u(l, o))";
        table.query(into, from, key, value, name, "WHERE metric = '" + metric + "'");
    }

    static Map<String, Double> truth(ApiTable table, String unit) {
        Map<String, Double> truth = new TreeMap<>();
        String at = "extract(epoch FROM date_trunc('" + unit + "', recorded_at AT TIME ZONE 'UTC'))::bigint || ' ' || ";
        String outcome = "CASE WHEN status_code < 400 THEN 'success' WHEN status_code < 500 THEN 'client_error'"
                + " ELSE 'server_error' END";
        String api = "performance.api_metrics";
        String served = at + "endpoint || ' ' || method || ' ' || " + outcome;
        table.query(truth, api, at + "endpoint || ' ' || method || ' ' || status_code", "count(*)", "requests", "");
        table.query(truth, api, served, "count(*)", "duration", "");
        table.query(truth, api, served, "sum(response_time) / 1000.0", "seconds", "");
        table.query(truth, api, served, "count(*) FILTER (WHERE response_time <= 25)", "le25", "");
        String page = at + "page_url || ' ' || device";
        table.query(truth, "performance.frontend_metrics", page, "sum(lcp) / 1000", "lcp", "WHERE lcp IS NOT NULL");
        table.query(truth, "performance.frontend_metrics", page, "count(cls)", "cls", "");
        String statement = at + "database_name || ' ' || query_type";
        table.query(truth, "performance.database_metrics", statement, "sum(execution_time) / 1000", "statements", "");
        String cache = at + "'redis user'";
        table.query(truth, "performance.cache_metrics", cache, "count(*)", "lookups", "");
        table.query(truth, "performance.cache_metrics", cache, "count(*)", "hits", "WHERE is_hit");
        return truth;
    }
}
