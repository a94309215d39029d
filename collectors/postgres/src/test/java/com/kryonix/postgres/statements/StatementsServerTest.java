package com.kryonix.postgres.statements;

import static com.kryonix.postgres.statements.StatementsLiveTest.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Facts;
import com.kryonix.collector.FailureKind;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Reading;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Scrape;
import com.kryonix.collector.Value;
import com.kryonix.collector.Version;
import com.kryonix.postgres.PostgresCatalogue;
import com.kryonix.postgres.PostgresOptions;
import com.kryonix.postgres.PostgresServer;
import com.kryonix.postgres.PostgresSettings;
import com.kryonix.postgres.PostgresUrl;
import com.kryonix.servers.RealPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The collector against real servers: what it exposes on each, what it needs, and what it must not show. */
class StatementsServerTest {
    private static final Path GOLDEN = Path.of("src/test/resources/com/kryonix/postgres/statements");

    private final StatementsCollector collector =
            new StatementsCollector(StatementsOptions.DEFAULTS, true, () -> now());
    private long now;

    /** A scrape a quarter of a minute. */
    private long now() {
        return now += 15_000_000_000L;
    }

    static Stream<Integer> majors() {
        return RealPostgres.SUPPORTED.stream();
    }

    private static PostgresServer server(RealPostgres postgres, String user) {
        PostgresUrl url = PostgresUrl.parse("postgresql://" + user + "@127.0.0.1:" + postgres.port() + "/postgres");
        return PostgresServer.open(PostgresSettings.of("monitored", url));
    }

    private static Connection connect(RealPostgres postgres) throws Exception {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + postgres.port() + "/postgres?user=app");
    }

    private static void asApp(RealPostgres postgres, String... statements) throws Exception {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private Reading collect(PostgresServer server) throws Exception {
        return collector.collect(server, Scrape.within(Duration.ofSeconds(20))).withoutDuplicates();
    }

    private static Set<String> labels(Reading reading, Metric metric, int place) {
        return reading.samples().stream()
                .filter(sample -> sample.metric().equals(metric))
                .map(sample -> sample.labelValues().get(place))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("majors")
    void eachMajorVersionExposesTheFamiliesOfItsGoldenFile(int major) throws Exception {
        try (RealPostgres postgres = RealPostgres.of(major)
                        .with("pg_stat_statements.track_planning", "on")
                        .start();
                PostgresServer server = server(postgres, "postgres")) {
            postgres.execute("CREATE EXTENSION pg_stat_statements", "CREATE ROLE app LOGIN");
            collect(server);
            asApp(postgres, "SELECT 1", "SELECT 1");
            collect(server);
            asApp(postgres, "SELECT 1");
            try (Connection app = connect(postgres)) {
                EntriesReaderTest.work(app);
            }
            // Groups of counters are absent, then 0, then there.
            collect(server);
            List<Sample> samples = collect(server).samples();
            assertThat(collector.metrics())
                    .containsAll(samples.stream().map(Sample::metric).toList());
            String families = samples.stream()
                    .map(Sample::metric)
                    .distinct()
                    .map(metric -> metric.kind() + " " + metric.name() + metric.labels() + "\n")
                    .sorted()
                    .collect(Collectors.joining());
            Path file = GOLDEN.resolve("stat_statements.pg" + major + ".txt");
            if ("write".equals(System.getProperty("golden"))) {
                Files.createDirectories(GOLDEN);
                Files.writeString(file, families);
            }
            assertThat(families).isEqualTo(Files.readString(file));
        }
    }

    @Test
    void textsAreReadSeldomShownWithoutLiteralsAndOursGetNoSeries() throws Exception {
        try (RealPostgres postgres = RealPostgres.of(18).start();
                PostgresServer server = server(postgres, "postgres")) {
            postgres.execute("CREATE EXTENSION pg_stat_statements", "CREATE ROLE app LOGIN CREATEROLE");
            collect(server);
            asApp(postgres, "CREATE ROLE ann PASSWORD 'hush-hush'", "SELECT 'hush-hush', 1 + 1", "SELECT 2");
            Reading reading = collect(server);
            for (int scrape = 0; scrape < 100; scrape++) {
                asApp(postgres, "SELECT 1" + ", 1".repeat(scrape));
                reading = collect(server);
            }
            Set<String> texts = labels(reading, StatementMetrics.QUERY_INFO, 1);
            assertThat(texts)
                    .contains("CREATE ROLE ann PASSWORD '***'", "SELECT $1, $2 + $3")
                    .noneMatch(text -> text.contains("hush"))
                    .as("the exporter's own")
                    .noneMatch(text -> text.startsWith("COPY (SELECT userid") || text.contains("pg_extension"));
            assertThat(labels(reading, StatementMetrics.QUERY_ID, 1)).isEqualTo(texts);
            assertThat(labels(reading, StatementMetrics.QUERY_INFO, 2)).contains("CREATE", "SELECT");
            assertThat(value(reading, StatementMetrics.TEXT_BYTES)).isPositive();
            // 100 scrapes are 25 minutes: five reads in advance, and one each 5 minutes.
            assertThat(value(reading, StatementMetrics.TEXT_READS)).isBetween(5.0, 11.0);
        }
    }

    /** What the driver and the pool send by themselves apart. */
    @ParameterizedTest
    @ValueSource(ints = {13, 17, 18})
    void everyStatementOfTheExporterIsMarked(int version) throws Exception {
        try (RealPostgres postgres = RealPostgres.of(version).start()) {
            postgres.execute(
                    "CREATE EXTENSION pg_stat_statements",
                    "CREATE ROLE monitor LOGIN",
                    "GRANT pg_monitor TO monitor",
                    "SELECT pg_stat_statements_reset()");
            try (PostgresServer server = server(postgres, "monitor")) {
                for (int scrape = 0; scrape < 2; scrape++) {
                    Scrape within = Scrape.within(Duration.ofSeconds(20 - 12 * scrape));
                    server.facts(within);
                    for (Collector<PostgresServer> each :
                            PostgresCatalogue.create(PostgresOptions.defaults()).collectors()) {
                        if (each.requirement().unmetBy(server.lastFacts(within)).isEmpty()) {
                            each.collect(server, within);
                        }
                    }
                }
            }
            List<String> texts = new ArrayList<>();
            try (Connection admin = postgres.connect();
                    Statement statement = admin.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "SELECT query FROM pg_stat_statements WHERE userid = 'monitor'::regrole")) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            assertThat(texts)
                    .hasSizeGreaterThan(10)
                    .filteredOn(text -> !text.startsWith("SET ") && !text.startsWith("SHOW "))
                    .allSatisfy(text -> assertThat(text).endsWith(PostgresServer.MARK));
            assertThat(texts)
                    .as("timeouts are one entry, whatever is left of a scrape")
                    .filteredOn(text -> text.contains("set_config("))
                    .hasSize(1);
        }
    }

    @Test
    void withoutPrivilegeTheNumbersOfOthersGoToOther() throws Exception {
        try (RealPostgres postgres = RealPostgres.of(18).start();
                PostgresServer server = server(postgres, "monitor")) {
            postgres.execute(
                    "CREATE EXTENSION pg_stat_statements", "CREATE ROLE app LOGIN", "CREATE ROLE monitor LOGIN");
            asApp(postgres, "SELECT 1");
            collect(server);
            asApp(postgres, "SELECT 1", "SELECT 1", "SELECT 1, 2", "SELECT 1, 2, 3");
            Reading blind = collect(server);
            assertThat(value(blind, Counter.CALLS.metric(), "app", "postgres", "other"))
                    .isGreaterThanOrEqualTo(4);
            assertThat(labels(blind, Counter.CALLS.metric(), 0)).contains("app");
            double seen = value(blind, Counter.CALLS.metric(), "app", "postgres", "other");

            postgres.execute("GRANT pg_read_all_stats TO monitor");
            collect(server);
            asApp(postgres, "SELECT 1", "SELECT 1");
            Reading reading = collect(server);
            double increase = reading.samples().stream()
                            .filter(sample -> sample.metric().equals(Counter.CALLS.metric())
                                    && sample.labelValues().get(0).equals("app"))
                            .mapToDouble(sample -> ((Value) sample).value())
                            .sum()
                    - seen;
            assertThat(increase).as("after the grant only what ran after it").isBetween(2.0, 5.0);
        }
    }

    @Test
    void aServerThatDidNotPreloadItIsToldWhatToDo() throws Exception {
        try (RealPostgres postgres =
                        RealPostgres.of(18).with("shared_preload_libraries", "").start();
                PostgresServer server = server(postgres, "postgres")) {
            postgres.execute("CREATE EXTENSION pg_stat_statements");
            Throwable failure = catchThrowable(() -> collect(server));
            assertThat(server.explain(failure).kind()).isEqualTo(FailureKind.QUERY);
            assertThat(server.explain(failure).message())
                    .isEqualTo("postgres monitored (127.0.0.1:" + postgres.port()
                            + "): pg_stat_statements must be loaded via"
                            + " \"shared_preload_libraries\": add it there in postgresql.conf and restart");
        }
    }

    @Test
    void aMissingOrOldExtensionIsAReasonWithAdvice() {
        Facts without = new Facts(Version.of(18, 0), true, Map.of(), "ann", Set.of());
        assertThat(collector.requirement().unmetBy(without).orElseThrow())
                .contains("shared_preload_libraries", "CREATE EXTENSION pg_stat_statements");
        Facts old = new Facts(Version.of(13, 0), true, Map.of("pg_stat_statements", Version.of(1, 7)), "ann", Set.of());
        assertThat(collector.requirement().unmetBy(old).orElseThrow())
                .contains("1.7", "ALTER EXTENSION pg_stat_statements UPDATE");
        Facts fine =
                new Facts(Version.of(13, 0), true, Map.of("pg_stat_statements", Version.of(1, 8)), "ann", Set.of());
        assertThat(collector.requirement().unmetBy(fine)).isEmpty();
    }
}
