package com.kryonix.events.schema;

import static com.kryonix.events.schema.SchemaServer.API_ROW;
import static com.kryonix.events.schema.SchemaServer.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kryonix.servers.RealPostgres;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginalTablesTest {
    private static final String SHAPE =
            "SELECT string_agg(table_name || '.' || column_name || ' ' || data_type, ',' ORDER BY table_name, ordinal_position)"
                    + " FROM information_schema.columns WHERE table_schema = 'performance'"
                    + " AND table_name NOT LIKE 'exporter%' AND table_name NOT LIKE 'rollup%'"
                    + " AND table_name NOT IN ('hourly', 'daily')";

    private static final List<String> KEPT = List.of(
            "performance.api_metrics: exists already, kept as it is",
            "performance.frontend_metrics: exists already, kept as it is",
            "performance.database_metrics: exists already, kept as it is",
            "performance.cache_metrics: exists already, kept as it is",
            "performance.alerts: exists already, kept as it is",
            "performance.maintain_partitions(): created, to make the days ahead",
            "performance.exporter_checkpoint: created",
            "performance.hourly, performance.daily: created, for roll-ups of hours and days",
            "performance.api_metrics: index on recorded_at created",
            "performance.cache_metrics: index on recorded_at created",
            "performance.database_metrics: index on recorded_at created",
            "performance.frontend_metrics: index on recorded_at created");

    @ParameterizedTest
    @ValueSource(ints = {13, 15, 18})
    void theOriginalsTablesKeepTheirShapeAndRowsAndGetAnIndex(int major) {
        try (RealPostgres postgres = RealPostgres.of(major).start()) {
            SchemaServer server = new SchemaServer(postgres);
            for (String keys : List.of("without", "with")) {
                String database = server.database(keys + "_keys");
                server.run(database, resource("original.sql"));
                if (keys.equals("with")) {
                    server.run(database, resource("original-foreign-keys.sql"));
                }
                server.run(database, API_ROW);
                String shape = server.ask(database, SHAPE);

                assertThat(server.apply(database)).isEqualTo(KEPT);
                assertThat(server.apply(database)).containsExactly("already up to date");

                assertThat(server.ask(database, SHAPE)).isEqualTo(shape);
                server.run(database, API_ROW);
                assertThat(server.ask(database, "SELECT count(*) FROM performance.api_metrics"))
                        .isEqualTo("2");
                assertThat(server.ask(
                                database,
                                "SELECT count(*) FROM pg_indexes WHERE schemaname = 'performance' AND indexname IN"
                                        + " ('idx_api_metrics_recorded', 'idx_frontend_metrics_recorded',"
                                        + " 'idx_database_metrics_recorded', 'idx_cache_metrics_recorded')"))
                        .isEqualTo("4");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 15, 18})
    void tablesMadeInAnotherWayKeepTheirShapeAndGetAnIndexWherePartitionedTableHasNone(int major) {
        try (RealPostgres postgres = RealPostgres.of(major).start()) {
            SchemaServer server = new SchemaServer(postgres);
            String database = server.database("own_ways");
            server.run(
                    database,
                    "CREATE SCHEMA performance;"
                            + "CREATE TABLE performance.api_metrics (endpoint text, method text, response_time int,"
                            + " status_code int, recorded_at timestamptz DEFAULT now()) PARTITION BY RANGE (recorded_at);"
                            + "CREATE TABLE performance.api_metrics_default PARTITION OF performance.api_metrics DEFAULT;"
                            + "CREATE TABLE performance.api_metrics_century PARTITION OF performance.api_metrics"
                            + " FOR VALUES FROM ('2000-01-01') TO ('2100-01-01');"
                            + "CREATE TABLE performance.cache_metrics (recorded_at timestamp);"
                            + "CREATE INDEX stamps ON performance.cache_metrics USING brin (recorded_at)");
            assertThat(server.apply(database))
                    .contains("performance.api_metrics: index on recorded_at created, partition by partition")
                    .contains("made 16 daily partitions, today's and the next days'")
                    .noneMatch(line -> line.contains("performance.cache_metrics: index"));
            server.run(database, API_ROW);
            assertThat(server.ask(database, "SELECT count(*) FROM performance.api_metrics_century"))
                    .isEqualTo("1");
        }
    }

    /** One partition was built invalid, one has an index of its own, one none; one is partitioned itself. */
    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void anIndexOnPartitionsThatWasAbortedIsCompletedWhileWritersWrite(int major) throws Exception {
        try (RealPostgres postgres = RealPostgres.of(major).start()) {
            SchemaServer server = new SchemaServer(postgres);
            String database = server.database("aborted");
            server.run(
                    database,
                    "CREATE SCHEMA performance;"
                            + "CREATE TABLE performance.api_metrics (endpoint text, method text, response_time int,"
                            + " status_code int, recorded_at timestamptz DEFAULT now()) PARTITION BY RANGE (recorded_at);"
                            + "CREATE TABLE performance.api_metrics_default PARTITION OF performance.api_metrics DEFAULT;"
                            + "CREATE TABLE performance.old PARTITION OF performance.api_metrics"
                            + " FOR VALUES FROM ('2000-01-01') TO ('2010-01-01');"
                            + "CREATE TABLE performance.\"Elder\" PARTITION OF performance.api_metrics"
                            + " FOR VALUES FROM ('1990-01-01') TO ('2000-01-01');"
                            + "CREATE TABLE performance.nested PARTITION OF performance.api_metrics"
                            + " FOR VALUES FROM ('1980-01-01') TO ('1990-01-01') PARTITION BY RANGE (recorded_at);"
                            + "CREATE TABLE performance.eighties PARTITION OF performance.nested"
                            + " FOR VALUES FROM ('1980-01-01') TO ('1990-01-01');"
                            + "CREATE INDEX own ON performance.\"Elder\" (recorded_at);"
                            + "CREATE INDEX idx_api_metrics_recorded ON ONLY performance.api_metrics (recorded_at);"
                            + "CREATE INDEX idx_old_recorded ON performance.old (recorded_at);"
                            + "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'performance.idx_old_recorded'::regclass");
            assertThat(server.apply(database))
                    .contains("performance.api_metrics: index on recorded_at created, partition by partition");
            assertThat(
                            server.ask(
                                    database,
                                    "SELECT count(*) || ' ' || bool_and(indisvalid) FROM pg_index WHERE indexrelid IN"
                                            + " (SELECT relid FROM pg_partition_tree('performance.idx_api_metrics_recorded') WHERE isleaf)"
                                            + " AND indrelid IN ('performance.old'::regclass, 'performance.\"Elder\"'::regclass,"
                                            + " 'performance.eighties'::regclass, 'performance.api_metrics_default'::regclass)"))
                    .isEqualTo("4 true");
            assertThat(server.ask(
                            database,
                            "SELECT indisvalid FROM pg_index"
                                    + " WHERE indexrelid = 'performance.idx_api_metrics_recorded'::regclass"))
                    .isEqualTo("t");
            assertThat(server.apply(database)).containsExactly("already up to date");
        }
    }

    @Test
    void anInvalidIndexOfAnAbortedBuildIsBuiltAgain() {
        try (RealPostgres postgres = RealPostgres.of(16).start()) {
            SchemaServer server = new SchemaServer(postgres);
            String database = server.database("invalid");
            server.run(database, resource("original.sql"));
            server.run(
                    database,
                    "CREATE INDEX idx_api_metrics_recorded ON performance.api_metrics (recorded_at);"
                            + "UPDATE pg_index SET indisvalid = false"
                            + " WHERE indexrelid = 'performance.idx_api_metrics_recorded'::regclass");
            assertThat(server.apply(database)).contains("performance.api_metrics: index on recorded_at created");
            assertThat(server.ask(
                            database,
                            "SELECT indisvalid FROM pg_index"
                                    + " WHERE indexrelid = 'performance.idx_api_metrics_recorded'::regclass"))
                    .isEqualTo("t");
        }
    }

    @Test
    void aLockedPartitionedTableIsOneLineAndItsWritersGoOn() throws Exception {
        try (RealPostgres postgres = RealPostgres.of(17).start()) {
            SchemaServer server = new SchemaServer(postgres);
            String database = server.database("locked");
            server.run(
                    database,
                    "CREATE SCHEMA performance;"
                            + "CREATE TABLE performance.api_metrics (endpoint text, method text, response_time int,"
                            + " status_code int, recorded_at timestamptz DEFAULT now()) PARTITION BY RANGE (recorded_at);"
                            + "CREATE TABLE performance.api_metrics_default PARTITION OF performance.api_metrics DEFAULT");
            try (Connection writer = server.dataSource(database, "postgres").getConnection()) {
                writer.setAutoCommit(false);
                writer.createStatement().execute(API_ROW);
                assertThatThrownBy(() -> server.apply(database))
                        .isInstanceOf(SchemaException.class)
                        .hasMessageContaining("another session holds a lock on the table: try again");
                server.run(database, API_ROW);
                writer.commit();
            }
            assertThat(server.apply(database))
                    .contains("performance.api_metrics: index on recorded_at created, partition by partition");
        }
    }
}
