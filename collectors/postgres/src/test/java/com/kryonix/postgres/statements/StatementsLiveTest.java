package com.kryonix.postgres.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.kryonix.collector.Metric;
import com.kryonix.collector.Reading;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Scrape;
import com.kryonix.collector.Value;
import com.kryonix.postgres.PostgresServer;
import com.kryonix.postgres.PostgresSettings;
import com.kryonix.postgres.PostgresUrl;
import com.kryonix.servers.RealPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real servers whose view is too small for their statements, so that entries are evicted, and reset in between. */
class StatementsLiveTest {
    private static final int ROUNDS = 25;

    private long now;

    static Stream<Integer> majors() {
        return RealPostgres.SUPPORTED.stream();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void increasesOfAllSeriesEqualTheViewsOwnWhileEntriesAreEvictedAndReset(int major) throws Exception {
        try (RealPostgres postgres = RealPostgres.of(major)
                        .with("pg_stat_statements.max", "100")
                        .with("pg_stat_statements.track", "all")
                        .start();
                Connection admin = admin(postgres);
                Connection app = connect(postgres, "app");
                PostgresServer server = monitor(postgres)) {
            StatementsCollector collector = new StatementsCollector(options(), true, () -> now);
            ViewObserver observer = new ViewObserver(admin, "app");
            ExposedSeries exposed = new ExposedSeries();
            Random random = new Random(major);
            for (int round = 0; round < ROUNDS; round++) {
                work(app, random);
                reset(admin, round);
                now += 15_000_000_000L;
                Reading reading = collector.collect(server, Scrape.within(Duration.ofSeconds(20)));
                observer.look();
                exposed.scrape(series(reading));
                double[] increases = exposed.of("app", "postgres");
                String story = "round " + round;
                assertThat(increases[0]).as("%s: calls", story).isEqualTo(observer.total("calls"));
                assertThat(increases[1]).as("%s: rows", story).isEqualTo(observer.total("rows"));
                assertThat(increases[2])
                        .as("%s: seconds", story)
                        .isCloseTo(observer.total("total_exec_time") / 1000, within(1e-6));
                assertThat(value(reading, StatementMetrics.DATABASE_CALLS, "postgres"))
                        .as("%s: the database's calls", story)
                        .isEqualTo(observer.total("calls"));
                assertThat(value(reading, StatementMetrics.TRACKED)).isLessThanOrEqualTo(10);
            }
            assertThat(observer.total("calls")).isGreaterThan(ROUNDS);
            assertThat(observer.vanished()).as("entries evicted or reset").isGreaterThan(100);
        }
    }

    private static StatementsOptions options() {
        return new StatementsOptions(
                10, 200, 100, 1.2, Duration.ofSeconds(30), 60, Duration.ofMinutes(1), Duration.ofMinutes(5));
    }

    /** The observers' own statements are kept out of the view, so that between two looks nothing changes. */
    private static Connection admin(RealPostgres postgres) throws Exception {
        postgres.execute(
                "CREATE SCHEMA stats",
                "CREATE EXTENSION pg_stat_statements SCHEMA stats",
                "CREATE ROLE app LOGIN",
                "CREATE ROLE monitor LOGIN",
                "GRANT pg_monitor TO monitor",
                "GRANT USAGE ON SCHEMA stats TO monitor",
                "ALTER ROLE monitor SET pg_stat_statements.track = 'none'",
                "ALTER ROLE postgres SET pg_stat_statements.track = 'none'",
                "CREATE TABLE things AS SELECT generate_series(1, 100) AS id",
                "GRANT ALL ON things TO app",
                "CREATE FUNCTION things_count() RETURNS bigint LANGUAGE plpgsql AS"
                        + " 'BEGIN RETURN (SELECT count(*) FROM things); END'");
        return connect(postgres, "postgres");
    }

    private static Connection connect(RealPostgres postgres, String user) throws Exception {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + postgres.port() + "/postgres?user=" + user);
    }

    private static PostgresServer monitor(RealPostgres postgres) {
        PostgresUrl url = PostgresUrl.parse("postgresql://monitor@127.0.0.1:" + postgres.port() + "/postgres");
        return PostgresServer.open(PostgresSettings.of("monitored", url));
    }

    /** Statements of many shapes, a few of them often; one both by itself and inside a function. */
    private static void work(Connection app, Random random) throws Exception {
        try (Statement statement = app.createStatement()) {
            for (int i = 0; i < 40; i++) {
                int shape = (int) (150 * Math.pow(random.nextDouble(), 2));
                statement.execute("SELECT " + "id, ".repeat(shape) + "id FROM things WHERE id < 4");
            }
            statement.execute("SELECT things_count()");
            statement.execute("SELECT count(*) FROM things");
        }
    }

    private static void reset(Connection admin, int round) throws Exception {
        try (Statement statement = admin.createStatement()) {
            if (round % 9 == 5) {
                statement.execute("SELECT stats.pg_stat_statements_reset()");
            } else if (round % 3 == 1) {
                statement.execute("SELECT stats.pg_stat_statements_reset(userid, dbid, queryid) FROM"
                        + " stats.pg_stat_statements WHERE userid = 'app'::regrole ORDER BY calls DESC LIMIT 2");
            }
        }
    }

    private static Map<List<String>, double[]> series(Reading reading) {
        Map<List<String>, double[]> series = new HashMap<>();
        List<Metric> metrics = List.of(Counter.CALLS.metric(), Counter.ROWS.metric(), Counter.EXECUTION.metric());
        for (Sample sample : reading.withoutDuplicates().samples()) {
            int place = metrics.indexOf(sample.metric());
            if (place >= 0 && sample instanceof Value value) {
                series.computeIfAbsent(sample.labelValues(), labels -> new double[3])[place] = value.value();
            }
        }
        return series;
    }

    static double value(Reading reading, Metric metric, String... labels) {
        return reading.samples().stream()
                .filter(sample ->
                        sample.metric().equals(metric) && sample.labelValues().equals(List.of(labels)))
                .mapToDouble(sample -> ((Value) sample).value())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no sample of " + metric.name() + List.of(labels)));
    }
}
