package com.kryonix.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.EventsCatalogue;
import com.kryonix.events.maintenance.Maintenance;
import com.kryonix.events.maintenance.MaintenancePlan;
import com.kryonix.events.maintenance.Retention;
import com.kryonix.events.schema.PerformanceSchema;
import com.kryonix.servers.RealPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The queries of docs/tailing.md on the roll-ups give what they say, of hours whose rows are known. */
class RollUpQueriesTest {
    /** {@code slow} of 100 responses took 700 ms, the others 40; as many failed. */
    private static final String HOUR =
            "INSERT INTO performance.api_metrics (endpoint, method, response_time, status_code, recorded_at)"
                    + " SELECT '/orders', 'GET', CASE WHEN i <= %1$d THEN 700 ELSE 40 END, CASE WHEN i <= %1$d THEN 503 ELSE 200 END,"
                    + " date_trunc('hour', now()) - interval '%2$d hours' + i * interval '1 s' FROM generate_series(1, 100) i";

    @Test
    void theyGiveTheShareOfFailuresAndThe95thPercentileHourByHour() throws Exception {
        List<String> queries = FencedBlock.of(Repository.file("docs/tailing.md")).stream()
                .filter(block -> block.language().equals("sql"))
                .map(FencedBlock::text)
                .filter(sql -> sql.contains("performance.hourly"))
                .toList();
        assertThat(queries).hasSize(2);
        try (RealPostgres postgres = RealPostgres.of(RealPostgres.NEWEST_MAJOR).start()) {
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setURL(postgres.jdbcUrl("postgres"));
            PerformanceSchema.apply(database);
            postgres.execute(HOUR.formatted(6, 9), HOUR.formatted(4, 8));
            Maintenance.Result result = Maintenance.run(
                    database,
                    new MaintenancePlan(
                            List.of(new Retention(EventsCatalogue.table("api_metrics"), null)), 1, null, null));
            assertThat(result.failures()).isEmpty();
            try (Connection connection = postgres.connect()) {
                assertThat(rows(connection, queries.get(0))).containsExactly("100 0.06", "100 0.04");
                assertThat(rows(connection, queries.get(1))).containsExactly("0.75", "0.05");
            }
        }
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                List<String> numbers = new ArrayList<>();
                for (int column = 2; column <= columns; column++) {
                    numbers.add(row.getBigDecimal(column).stripTrailingZeros().toPlainString());
                }
                rows.add(String.join(" ", numbers));
            }
            return rows;
        }
    }
}
