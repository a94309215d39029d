package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.schema.PerformanceSchema;
import com.kryonix.servers.RealPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema and the roles as they are shipped: partitions of days, a writer and an exporter that may do little. */
class ShippedSchemaTest {
    private static final String INSERT =
            "INSERT INTO performance.api_metrics (endpoint, method, response_time, status_code, recorded_at)"
                    + " SELECT '/a', 'GET', 5, 200, coalesce(%s, now()) FROM generate_series(1, %d)";

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void theExportersRoleCountsTheRowsOfEveryPartitionAndKeepsItsCheckpoint(int major) throws Exception {
        try (RealPostgres server = RealPostgres.of(major).start()) {
            ApiTable table = ApiTable.create(server, "shipped", "timestamptz");
            table.execute("DROP SCHEMA performance CASCADE");
            PerformanceSchema.apply(table.dataSource());
            table.execute(
                    Files.readString(Path.of(System.getProperty("kryonix.root"), "provisioning/postgres/role.sql")));
            write(table, INSERT.formatted("now() - interval '400 days'", 3));
            TailSettings settings = EventTailsTest.quickSettings().with(TailSettings.Start.BEGINNING);
            try (EventTails tails = ReadyTails.of(table.dataSource("kryonix_exporter"), settings)) {
                EventTailsTest.awaitRequests(tails, 3);
                write(table, INSERT.formatted("NULL", 4));
                write(table, INSERT.formatted("now() + interval '1 day'", 2));
                EventTailsTest.awaitRequests(tails, 9);
                assertThat(ApiTable.numbers(EventTailsTest.scrape(tails)))
                        .containsExactlyInAnyOrderEntriesOf(table.truth());
                table.execute("DROP TABLE performance.api_metrics_default");
                write(table, INSERT.formatted("NULL", 1));
                EventTailsTest.awaitRequests(tails, 10);
            }
            assertThat(table.number("SELECT count(*) FROM performance.exporter_checkpoint"))
                    .isEqualTo(EventsCatalogue.tables().size());
            try (EventTails tails = ReadyTails.of(table.dataSource("kryonix_exporter"), settings)) {
                assertThat(EventTailsTest.requests(tails))
                        .as("a dropped day stays counted")
                        .isEqualTo(10);
            }
        }
    }

    private static void write(ApiTable table, String sql) throws Exception {
        try (Connection writer = table.dataSource("kryonix_writer").getConnection();
                Statement statement = writer.createStatement()) {
            statement.execute(sql);
        }
    }
}
