package com.kryonix.events.schema;

import static com.kryonix.events.schema.SchemaServer.API_ROW;
import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import org.junit.jupiter.api.Test;

/**
 * What is asked of TimescaleDB. The extension itself is not among the binaries of these tests: its catalogue entry and
 * a function with the parameters of its documentation stand in, and record the calls. What the real one makes of them
 * is not shown here.
 */
class HypertableTest {
    private static final String STAND_IN = """
            CREATE SCHEMA ts;
            CREATE TABLE ts.called (relation regclass, column_name name, chunk interval);
            CREATE FUNCTION ts.create_hypertable(
                relation regclass, time_column_name name, partitioning_column name DEFAULT NULL,
                number_partitions integer DEFAULT NULL, associated_schema_name name DEFAULT NULL,
                associated_table_prefix name DEFAULT NULL, chunk_time_interval anyelement DEFAULT NULL::bigint,
                create_default_indexes boolean DEFAULT true, if_not_exists boolean DEFAULT false)
            RETURNS boolean LANGUAGE sql AS
                'INSERT INTO ts.called VALUES ($1, $2, ($7::text)::interval) RETURNING true';
            SET allow_system_table_mods = on;
            INSERT INTO pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
            VALUES (999999, 'timescaledb', 10, 'ts'::regnamespace, false, '2.0');
            """;

    @Test
    void eachEmptyEventTableBecomesAHypertableOfDays() {
        try (RealPostgres postgres = RealPostgres.of(15).start()) {
            SchemaServer server = new SchemaServer(postgres);
            String database = server.database("timescale");
            server.run(database, STAND_IN);
            assertThat(server.apply(database)).noneMatch(line -> line.startsWith("made "));
            assertThat(server.ask(
                            database,
                            "SELECT string_agg(relation || ' ' || column_name || ' ' || chunk, ', ' ORDER BY relation::text)"
                                    + " FROM ts.called"))
                    .isEqualTo("performance.api_metrics recorded_at 1 day, performance.cache_metrics recorded_at 1 day,"
                            + " performance.database_metrics recorded_at 1 day,"
                            + " performance.frontend_metrics recorded_at 1 day");
            server.run(database, API_ROW);
            assertThat(server.apply(database)).containsExactly("already up to date");
        }
    }

    @Test
    void theOriginalsTablesAreNoHypertablesForTheirKeyForbidsIt() {
        try (RealPostgres postgres = RealPostgres.of(15).start()) {
            SchemaServer server = new SchemaServer(postgres);
            String database = server.database("timescale_original");
            server.run(database, STAND_IN);
            server.run(database, SchemaServer.resource("original.sql"));
            server.apply(database);
            assertThat(server.ask(database, "SELECT count(*) FROM ts.called")).isEqualTo("0");
            server.run(database, API_ROW);
        }
    }
}
