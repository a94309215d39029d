package com.kryonix.events;

import static com.kryonix.events.RetentionTest.KEEP;
import static com.kryonix.events.RetentionTest.ROWS;
import static com.kryonix.events.RetentionTest.maintain;
import static com.kryonix.events.RetentionTest.plan;
import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.maintenance.Maintenance;
import com.kryonix.servers.RealPostgres;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/**
 * What is asked of TimescaleDB. The extension itself is not among the binaries of these tests: a view and a function with
 * the names of its documentation stand in, and record the calls. What the real one makes of them is not shown here.
 */
class HypertableRetentionTest {
    private static final String[] STAND_IN = {
        "CREATE SCHEMA timescaledb_information",
        "CREATE VIEW timescaledb_information.hypertables AS SELECT 'performance'::name AS hypertable_schema,"
                + " 'api_metrics'::name AS hypertable_name",
        "CREATE TABLE public.called (relation regclass, older_than timestamptz)",
        "CREATE FUNCTION public.drop_chunks(relation regclass, older_than timestamptz) RETURNS SETOF text LANGUAGE sql AS"
                + " $$ INSERT INTO public.called VALUES ($1, $2) RETURNING '_hyper_1_1_chunk'::text $$",
        "CREATE FUNCTION public.show_chunks(relation regclass, older_than timestamptz) RETURNS SETOF regclass LANGUAGE sql"
                + " AS $$ SELECT $1 FROM performance.api_metrics WHERE recorded_at < $2 LIMIT 1 $$"
    };

    @Test
    void itsChunksAreDroppedByItsOwnFunctionAndNoRowIsDeleted() throws Exception {
        try (RealPostgres server = RealPostgres.of(17).start()) {
            ApiTable table = ApiTable.create(server, "hypertable", "timestamptz");
            table.execute(STAND_IN);
            table.execute(ROWS.formatted(45, 5), ROWS.formatted(0, 1));
            assertThat(Maintenance.run(table.dataSource(), plan(KEEP).rehearsed())
                            .done())
                    .singleElement()
                    .asString()
                    .matches("would drop 1 chunks of before \\d{4}-\\d\\d-\\d\\d from performance\\.api_metrics");
            assertThat(table.number("SELECT count(*) FROM public.called")).isZero();
            assertThat(maintain(table, KEEP).done())
                    .singleElement()
                    .asString()
                    .matches("dropped 1 chunks of before \\d{4}-\\d\\d-\\d\\d from performance\\.api_metrics");
            assertThat(table.rows()).as("the stand-in drops nothing").isEqualTo(6);
            assertThat(table.text(
                            "SELECT relation || ' ' || (older_than = date_trunc('day', (now() - interval '720 hours')"
                                    + " AT TIME ZONE 'UTC') AT TIME ZONE 'UTC') FROM public.called"))
                    .isEqualTo("performance.api_metrics true");
            table.execute("DROP SCHEMA timescaledb_information CASCADE");
            assertThat(maintain(table, KEEP).done())
                    .as("a plain table")
                    .singleElement()
                    .asString()
                    .startsWith("deleted 5 rows of before ");
        }
    }

    @Test
    void chunksThatASessionHoldsAreNotWaitedForNorIsWhoComesAfterwards() throws Exception {
        try (RealPostgres server = RealPostgres.of(17).start()) {
            ApiTable table = ApiTable.create(server, "held_chunk", "timestamptz");
            table.execute(STAND_IN);
            table.execute(
                    "CREATE TABLE public.chunk (i integer)",
                    "CREATE OR REPLACE FUNCTION public.drop_chunks(relation regclass, older_than timestamptz) RETURNS SETOF text"
                            + " LANGUAGE sql AS $$ LOCK TABLE public.chunk; SELECT '_hyper_1_1_chunk'::text $$",
                    ROWS.formatted(45, 5));
            try (Connection reader = table.connect();
                    Statement statement = reader.createStatement()) {
                reader.setAutoCommit(false);
                statement.execute("SELECT FROM public.chunk");
                assertThat(maintain(table, KEEP).done())
                        .singleElement()
                        .asString()
                        .matches(
                                "not dropped: chunks of before \\d{4}-\\d\\d-\\d\\d of performance\\.api_metrics, of which"
                                        + " another session holds one; the next run tries again");
                reader.rollback();
            }
            assertThat(maintain(table, KEEP).done())
                    .singleElement()
                    .asString()
                    .startsWith("dropped 1 chunks of before ");
        }
    }
}
