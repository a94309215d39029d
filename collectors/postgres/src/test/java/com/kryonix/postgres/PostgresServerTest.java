package com.kryonix.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Facts;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Reading;
import com.kryonix.collector.Requirement;
import com.kryonix.collector.Version;
import com.kryonix.servers.RealPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PostgresServerTest {
    static final List<Integer> MAJORS = RealPostgres.SUPPORTED;
    private static final RealPostgres POSTGRES = SharedPostgres.of(18);

    @ParameterizedTest
    @FieldSource("MAJORS")
    void theFactsAreWhatTheServerIs(int major) throws Exception {
        try (PostgresServer server = SharedPostgres.monitor(SharedPostgres.of(major))) {
            Facts facts = server.facts(SharedPostgres.scrape());
            assertThat(facts.version().major()).isEqualTo(major);
            assertThat(facts.primary()).isTrue();
            assertThat(facts.user()).isEqualTo("kryonix");
            assertThat(facts.extensions()).containsKeys("plpgsql", "pg_stat_statements");
            assertThat(facts.extensions().get("plpgsql")).isEqualTo(Version.of(1, 0));
            assertThat(facts.grants()).contains("pg_monitor", "pg_read_all_stats");
        }
    }

    /** Nothing a scrape reads may need more than the role is said to need. */
    @ParameterizedTest
    @FieldSource("MAJORS")
    void aRoleWithoutGrantsGetsWhatItMaySeeAndIsToldWhatItLacks(int major) throws Exception {
        try (PostgresServer server = SharedPostgres.as("stranger", SharedPostgres.of(major), "shop")) {
            Facts facts = server.facts(SharedPostgres.scrape());
            assertThat(facts.grants()).isEmpty();
            for (Collector<PostgresServer> collector :
                    PostgresCatalogue.create(PostgresOptions.defaults()).collectors()) {
                Optional<String> unmet = collector.requirement().unmetBy(facts);
                if (collector.name().equals("temp_files")) {
                    assertThat(unmet).contains("user stranger lacks pg_monitor: run GRANT pg_monitor TO \"stranger\"");
                } else if (unmet.isEmpty()) {
                    assertThat(collector.metrics())
                            .as(collector.name())
                            .extracting(Metric::name)
                            .containsAll(names(collector.collect(server, SharedPostgres.scrape())));
                }
            }
        }
    }

    @Test
    void anExtensionThatTheDatabaseDoesNotHaveIsARequirementNotMet() throws Exception {
        try (PostgresServer server = SharedPostgres.as("kryonix", POSTGRES, "shop")) {
            assertThat(Requirement.extension("pg_stat_statements", "run CREATE EXTENSION pg_stat_statements")
                            .unmetBy(server.facts(SharedPostgres.scrape())))
                    .contains("extension pg_stat_statements is missing: run CREATE EXTENSION pg_stat_statements");
        }
    }

    @Test
    void factsAreReadAnewAfterAReconnect() throws Exception {
        try (PostgresServer server = SharedPostgres.as("kryonix", POSTGRES, "shop")) {
            server.read(SharedPostgres.scrape(), handle -> handle.execute("SELECT 1"));
            assertThat(server.facts(SharedPostgres.scrape()).extensions()).doesNotContainKey("pgstattuple");
            inShop("CREATE EXTENSION pgstattuple");
            inShop(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'kryonix_exporter'");
            Until.so("the extension is known", () -> {
                Throwable broken = catchThrowable(() -> server.facts(SharedPostgres.scrape()));
                return broken == null
                        && server.lastFacts(SharedPostgres.scrape())
                                .extensions()
                                .containsKey("pgstattuple");
            });
        } finally {
            inShop("DROP EXTENSION IF EXISTS pgstattuple");
        }
    }

    @Test
    void manyReadsShareAFewConnectionsWhetherTheyFailOrNot() throws Exception {
        try (PostgresServer server = SharedPostgres.monitor(POSTGRES)) {
            long failed = IntStream.range(0, 100)
                    .parallel()
                    .filter(i -> catchThrowable(() -> server.read(
                                    SharedPostgres.scrape(),
                                    handle -> handle.execute(i % 2 == 0 ? "SELECT 1" : "SELECT 1 / 0")))
                            != null)
                    .count();
            assertThat(failed).isEqualTo(50);
            assertThat(ours("state = 'idle'"))
                    .isBetween(1L, (long) server.settings().poolSize());
            assertThat(ours("state <> 'idle'")).isZero();
        }
        Until.so("all are closed with the server", () -> ours("true") == 0);
    }

    @Test
    void theTimeoutsAreSetOnceAConnectionAndNotOnceARead() throws Exception {
        try (PostgresServer server = PostgresServer.open(
                SharedPostgres.settings("kryonix", POSTGRES, "postgres").withPoolSize(1))) {
            POSTGRES.execute("SELECT pg_stat_statements_reset()");
            for (int i = 0; i < 20; i++) {
                server.read(SharedPostgres.scrape(), handle -> handle.execute("SELECT 'a read of this test'"));
            }
            assertThat(count("SELECT sum(calls) FROM pg_stat_statements WHERE query LIKE '%set_config(%'"))
                    .isEqualTo(1);
            assertThat(count("SELECT sum(calls) FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid"
                            + " WHERE rolname = 'kryonix' AND query = 'SELECT $1" + PostgresServer.MARK + "'"))
                    .isEqualTo(20);
        }
    }

    @Test
    void aStatementOfTheTailMayTakeLongerThanConnecting() throws Exception {
        PostgresSettings settings = SharedPostgres.settings("postgres", POSTGRES, "postgres");
        double longer = settings.connectTimeout().toMillis() / 1000.0 + 0.5;
        try (var tail = PostgresPool.forTail(settings, null);
                Connection connection = tail.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.execute("SELECT pg_sleep(" + longer + ")")).isTrue();
        }
    }

    @Test
    void theTailsConnectionIsItsOwnAndMayWrite() throws Exception {
        try (var tail = PostgresPool.forTail(SharedPostgres.settings("postgres", POSTGRES, "postgres"), null);
                Connection connection = tail.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE written AS SELECT 1");
            assertThat(count("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'kryonix_exporter tail'"))
                    .isEqualTo(1);
        }
    }

    private static Set<String> names(Reading reading) {
        return reading.samples().stream().map(sample -> sample.metric().name()).collect(Collectors.toSet());
    }

    private static void inShop(String sql) throws Exception {
        try (Connection connection = SharedPostgres.session(POSTGRES, "shop", "test");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long ours(String condition) throws Exception {
        return count("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'kryonix_exporter'"
                + " AND datname = 'postgres' AND " + condition);
    }

    private static long count(String sql) throws Exception {
        try (Connection connection = POSTGRES.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
