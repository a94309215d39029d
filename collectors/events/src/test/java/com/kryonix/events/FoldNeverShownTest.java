package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.fold.TailState;
import com.kryonix.events.reading.Inspection;
import com.kryonix.events.reading.Patience;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.table.Admissions;
import com.kryonix.servers.RealPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A fold that found something and was never shown, since the connection was lost before: it is as if it never was. */
class FoldNeverShownTest {
    @AutoClose
    private static final RealPostgres SERVER =
            RealPostgres.of(RealPostgres.NEWEST_MAJOR).start();

    private static TableFold fold(TailConnection connection) throws Exception {
        return new TableFold(
                connection,
                ApiMetrics.TABLE,
                new Inspection(connection, null).of(ApiMetrics.TABLE),
                TailSettings.defaults().tolerances(),
                new Patience(Duration.ofMinutes(1)));
    }

    private static void openTransaction(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.createStatement().execute("SELECT pg_current_xact_id()");
    }

    @Test
    void theNextOneFindsTheSameProvisionalRowsTruncated() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "truncated", "timestamptz");
        Admissions admissions = new Admissions(ApiMetrics.TABLE);
        try (Connection old = table.connect();
                LoggedLines lines = LoggedLines.open();
                TailConnection first = TailConnection.open(table.dataSource());
                TailConnection second = TailConnection.open(table.dataSource())) {
            openTransaction(old);
            TableFold fold = fold(first);
            TailState beginning = fold.beginning(false);
            table.insert(10, "/a", "GET", 200, 5);
            TableFold.Found shown = fold.quick(beginning, admissions);
            assertThat(shown.provisional().rows()).isEqualTo(10);
            fold.shown(shown);

            table.execute("TRUNCATE performance.api_metrics");
            assertThat(fold.quick(shown.after(), admissions).settled().rows()).isEqualTo(10);
            assertThat(lines.with("truncated")).as("not shown yet").isEmpty();

            TableFold next = fold(second);
            next.follow(fold);
            TableFold.Found again = next.quick(shown.after(), admissions);
            assertThat(again.settled().rows()).isEqualTo(10);
            next.shown(again);
            assertThat(lines.with("10 rows that were there at the last fold stay counted"))
                    .hasSize(1);
            assertThat(next.quick(again.after(), admissions).settled().isEmpty())
                    .as("counted once")
                    .isTrue();
        }
    }
}
