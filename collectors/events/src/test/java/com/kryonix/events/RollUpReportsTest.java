package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.maintenance.Maintenance;
import com.kryonix.events.schema.PerformanceSchema;
import com.kryonix.servers.RealPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/roll-ups.md tells readers to ask, beside what the rows themselves say. */
class RollUpReportsTest {
    private static final Path DOCUMENT = Path.of("../../docs/roll-ups.md");
    private static final Pattern QUERY = Pattern.compile("```sql\n(.*?);\n```", Pattern.DOTALL);

    /** Two months; about every eleventh request of an endpoint fails, and some take longer than the last bound. */
    private static final String ROWS =
            "INSERT INTO performance.api_metrics (endpoint, method, status_code, response_time, recorded_at)"
                    + " SELECT (ARRAY['/api/orders', '/api/orders', '/api/orders', '/a', '/b', '/c', '/d', '/e', '/f', '/g'])"
                    + "[1 + (i * i %% 23) %% 10],"
                    + " (ARRAY['GET', 'POST'])[1 + i %% 2], (ARRAY[200, 404, 200, 200, 200, 503, 200, 200, 500, 201, 301])"
                    + "[1 + i %% 11], (i * 7919 %% 1000) * (1 + i %% 40), now() - i * interval '5 minutes'"
                    + " FROM generate_series(%d, %d) i";

    private static final String ERRORS = """
            SELECT date_trunc('hour', recorded_at), count(*), count(*) FILTER (WHERE status_code >= 500),
                count(*) FILTER (WHERE status_code >= 500)::numeric / count(*)
            FROM public.ever WHERE endpoint = '/api/orders'
                AND date_trunc('hour', recorded_at) >= now() - interval '7 days'
            GROUP BY 1 ORDER BY 1""";

    /** A value that is there: the least that is not below 95 of 100. */
    private static final String P95 = """
            SELECT date_trunc('day', recorded_at), percentile_disc(0.95) WITHIN GROUP (ORDER BY response_time) / 1000.0
            FROM public.ever WHERE endpoint = '/api/orders' GROUP BY 1 ORDER BY 1""";

    private static final String TOP = """
            SELECT endpoint, count(*), sum(response_time) / 1000.0, sum(response_time) / 1000.0 / count(*)
            FROM public.ever
            WHERE to_char(recorded_at, 'YYYYMM') = to_char(date_trunc('month', now()) - interval '1 day', 'YYYYMM')
            GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 5""";

    private static final String COLUMNS = """
            SELECT DISTINCT column_name, data_type, udt_name FROM information_schema.columns
            WHERE table_schema = 'performance' AND table_name IN ('hourly', 'daily')""";

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void theDocumentedQueriesSayWhatTheRowsSaid(int major) throws Exception {
        List<String> queries = queries();
        assertThat(queries).hasSize(3);
        try (RealPostgres server = RealPostgres.of(major).start()) {
            ApiTable table = ApiTable.create(server, "reports", "timestamptz");
            table.execute("DROP SCHEMA performance CASCADE");
            PerformanceSchema.apply(table.dataSource());
            table.execute("ALTER DATABASE reports SET timezone = 'UTC'", ROWS.formatted(251, 19_000));
            Maintenance.run(table.dataSource(), RollUpTest.plan(null));
            table.execute(ROWS.formatted(1, 250), "CREATE TABLE public.ever AS SELECT * FROM performance.api_metrics");
            Awaiting.until(() -> RollUpTest.settled(table), () -> "not every row becomes final");
            Maintenance.run(table.dataSource(), RollUpTest.plan(RetentionTest.KEEP));
            assertThat(table.rows()).as("old rows are gone").isLessThan(9_000);
            try (Connection connection = table.connect()) {
                connection.setAutoCommit(false); // one now() for the query and for what it is compared with
                assertSame(connection, queries.get(0), ERRORS, 150);
                assertSame(connection, queries.get(2), TOP, 5);
                assertInTheSameBuckets(rows(connection, queries.get(1)), rows(connection, P95));
                assertColumnsAreDocumented(rows(connection, COLUMNS));
            }
        }
    }

    private static void assertSame(Connection connection, String query, String truth, int least) throws SQLException {
        assertThat(rows(connection, query)).hasSizeGreaterThanOrEqualTo(least).isEqualTo(rows(connection, truth));
    }

    private static void assertInTheSameBuckets(List<List<Object>> found, List<List<Object>> truth) {
        assertThat(found).hasSameSizeAs(truth).hasSizeGreaterThan(60);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).get(0)).isEqualTo(truth.get(i).get(0));
            double exact = ((Number) truth.get(i).get(1)).doubleValue();
            int bucket = 0;
            while (ApiMetrics.BUCKETS.bound(bucket) < exact) {
                bucket++;
            }
            double lower = bucket == 0 ? 0 : ApiMetrics.BUCKETS.bound(bucket - 1);
            assertThat(((Number) found.get(i).get(1)).doubleValue())
                    .as("p95 of %s, which is %s", found.get(i).get(0), exact)
                    .isBetween(
                            lower,
                            Double.isInfinite(ApiMetrics.BUCKETS.bound(bucket))
                                    ? lower
                                    : ApiMetrics.BUCKETS.bound(bucket));
        }
    }

    private static void assertColumnsAreDocumented(List<List<Object>> columns) throws IOException {
        String document = Files.readString(DOCUMENT);
        assertThat(columns).hasSize(8).allSatisfy(column -> {
            String type = String.valueOf(column.get(1));
            String shown =
                    type.equals("ARRAY") ? column.get(2).equals("_int8") ? "bigint[]" : "double precision[]" : type;
            assertThat(document).contains("| `" + column.get(0) + "` | `" + shown + "` |");
        });
    }

    private static List<String> queries() throws IOException {
        List<String> queries = new ArrayList<>();
        Matcher matcher = QUERY.matcher(Files.readString(DOCUMENT));
        while (matcher.find()) {
            queries.add(matcher.group(1));
        }
        return queries;
    }

    private static List<List<Object>> rows(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<List<Object>> rows = new ArrayList<>();
            while (row.next()) {
                List<Object> cells = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    cells.add(exact(row.getObject(i)));
                }
                rows.add(cells);
            }
            return rows;
        }
    }

    /** Counts and sums as they are; quotients to twelve digits, since PostgreSQL rounds them by the scale of what it divides. */
    private static Object exact(Object cell) {
        return cell instanceof Number number
                ? new BigDecimal(number.toString()).round(new MathContext(12)).stripTrailingZeros()
                : cell;
    }
}
