package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A role, or a database, whose transactions are read-only by default. */
class ReadOnlyTest {
    private static void count(ApiTable table, int before) throws Exception {
        try (LoggedLines lines = LoggedLines.open();
                EventTails tails = EventTails.of("main", table.dataSource(), EventTailsTest.quickSettings())
                        .start()) {
            assertThat(tails.awaitReady(Duration.ofSeconds(20))).isTrue();
            assertThat(EventTailsTest.requests(tails)).isEqualTo(before);
            table.execute(
                    "SET default_transaction_read_only = off",
                    "INSERT INTO performance.api_metrics (endpoint, method, status_code, response_time)"
                            + " VALUES ('/a', 'GET', 200, 5)");
            EventTailsTest.awaitRequests(tails, before + 1);
            assertThat(lines.with("read-only")).isEmpty();
            assertThat(lines.with("checkpoints go to files")).isEmpty();
        }
        assertThat(table.number("SELECT count(*) FROM performance.exporter_checkpoint"))
                .isEqualTo(1);
    }

    @Test
    void keepsItsCheckpointsInTheDatabaseAllTheSame() throws Exception {
        try (RealPostgres server = RealPostgres.of(RealPostgres.NEWEST_MAJOR)) {
            server.start();
            ApiTable table = ApiTable.create(server, "careful", "timestamptz");
            table.execute("ALTER DATABASE careful SET default_transaction_read_only = on");
            count(table, 0);
            count(table, 1);
        }
    }
}
