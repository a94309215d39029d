package com.kryonix.events.schema;

import static com.kryonix.events.schema.SchemaServer.API_ROW;
import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerformanceSchemaTest {
    private static final Map<Integer, SchemaServer> SERVERS = new LinkedHashMap<>();

    @BeforeAll
    static void startServers() {
        for (int major : List.of(13, 15, 18)) {
            SERVERS.put(major, new SchemaServer(RealPostgres.of(major).start()));
        }
    }

    @AfterAll
    static void endServers() {
        SERVERS.values().forEach(server -> server.postgres().close());
    }

    private static SchemaServer server(int major) {
        return Objects.requireNonNull(SERVERS.get(major));
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 15, 18})
    void anEmptyDatabaseGetsTheTablesTheirDaysAndTheCheckpoints(int major) {
        String database = server(major).database("fresh");
        assertThat(server(major).apply(database))
                .containsExactly(
                        "performance.api_metrics: created",
                        "performance.frontend_metrics: created",
                        "performance.database_metrics: created",
                        "performance.cache_metrics: created",
                        "performance.alerts: created",
                        "performance.maintain_partitions(): created, to make the days ahead",
                        "performance.exporter_checkpoint: created",
                        "performance.hourly, performance.daily: created, for roll-ups of hours and days",
                        "made 32 daily partitions, today's and the next days'");
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 15, 18})
    void aSecondRunChangesNothing(int major) {
        String database = server(major).database("twice");
        server(major).apply(database);
        String everything = "SELECT string_agg(oid || ' ' || relname || ' ' || relkind::text, ',' ORDER BY oid)"
                + " FROM pg_class WHERE relnamespace = 'performance'::regnamespace";
        String once = server(major).ask(database, everything);
        assertThat(server(major).apply(database)).containsExactly("already up to date");
        assertThat(server(major).ask(database, everything)).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 15, 18})
    void aRowWithoutAStampGoesToTodaysPartition(int major) {
        String database = server(major).database("today");
        server(major).apply(database);
        server(major).run(database, API_ROW);
        assertThat(server(major)
                        .ask(
                                database,
                                "SELECT tableoid::regclass::text = 'performance.api_metrics_'"
                                        + " || to_char(recorded_at, 'YYYYMMDD') FROM performance.api_metrics"))
                .isEqualTo("t");
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 15, 18})
    void theDefaultPartitionTakesOldAndFutureStamps(int major) {
        String database = server(major).database("strays");
        server(major).apply(database);
        for (String stamp : List.of("1999-01-01", "2099-12-31")) {
            server(major)
                    .run(
                            database,
                            "INSERT INTO performance.cache_metrics (cache_key, cache_type, operation, operation_time,"
                                    + " recorded_at) VALUES ('k', 'redis', 'get', 0.2, '" + stamp + "')");
        }
        assertThat(server(major).ask(database, "SELECT count(*) FROM performance.cache_metrics_default"))
                .isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 15, 18})
    void aDayWhoseRowsAreInTheDefaultPartitionStaysThere(int major) {
        String database = server(major).database("late_days");
        server(major).apply(database);
        server(major)
                .run(
                        database,
                        "INSERT INTO performance.api_metrics (endpoint, method, response_time, status_code, recorded_at)"
                                + " VALUES ('/a', 'GET', 1, 200, now() + interval '9 days')");
        assertThat(server(major).ask(database, "SELECT performance.maintain_partitions(10)"))
                .as("three more days of four tables, less the one that has a row")
                .isEqualTo("11");
        server(major)
                .run(
                        database,
                        "INSERT INTO performance.api_metrics (endpoint, method, response_time, status_code, recorded_at)"
                                + " VALUES ('/a', 'GET', 1, 200, now() + interval '9 days')");
        assertThat(server(major).ask(database, "SELECT count(*) FROM performance.api_metrics_default"))
                .isEqualTo("2");
    }
}
