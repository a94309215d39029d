package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import java.sql.Connection;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** TRUNCATE is retention: what was counted stays counted, what comes after is counted once. */
class TruncateTest {
    private static final String SAID = "truncated; 11 rows that were there at the last fold stay counted";

    @AutoClose
    private static final RealPostgres SERVER =
            RealPostgres.of(RealPostgres.NEWEST_MAJOR).start();

    private static EventTails open(ApiTable table) throws Exception {
        return ReadyTails.of(table.dataSource(), EventTailsTest.quickSettings());
    }

    @Test
    void settledRowsStayCountedAndLaterOnesAreAddedAlsoAfterARestart() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "settled", "timestamptz");
        try (EventTails tails = open(table)) {
            table.insert(10, "/a", "GET", 200, 20);
            EventTailsTest.awaitRequests(tails, 10);
            Awaiting.until(() -> settled(tails) == 10, () -> "not settled");
            table.execute("TRUNCATE performance.api_metrics");
            table.insert(4, "/a", "GET", 200, 20);
            EventTailsTest.awaitRequests(tails, 14);
        }
        table.execute("TRUNCATE performance.api_metrics");
        table.insert(2, "/a", "GET", 200, 20);
        try (EventTails tails = open(table)) {
            EventTailsTest.awaitRequests(tails, 16);
        }
    }

    @Test
    void provisionalRowsStayCountedThoughAnOldTransactionIsStillOpen() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "provisional", "timestamptz");
        provisionalRowsStayCounted(table, 10);
    }

    @Test
    void ofAPartitionedTableToo() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "in_partitions", "timestamptz");
        table.partition();
        provisionalRowsStayCounted(table, 10);
    }

    private static void provisionalRowsStayCounted(ApiTable table, int rows) throws Exception {
        try (Connection old = table.connect();
                LoggedLines lines = LoggedLines.open();
                EventTails tails = open(table)) {
            old.setAutoCommit(false);
            old.createStatement().execute("SELECT pg_current_xact_id()");
            table.insert(rows, "/a", "GET", 200, 20);
            EventTailsTest.awaitRequests(tails, rows);
            assertThat(settled(tails)).isZero();
            // The files are new ones, the rows are not.
            table.execute("VACUUM FULL performance.api_metrics");
            table.insert(1, "/a", "GET", 200, 20);
            EventTailsTest.awaitRequests(tails, rows + 1);
            assertThat(lines.with("truncated")).isEmpty();

            table.execute("TRUNCATE performance.api_metrics");
            table.insert(4, "/a", "GET", 200, 20);
            EventTailsTest.awaitRequests(tails, rows + 5);
            // Said right after it is shown, which this thread may see first.
            Awaiting.until(() -> !lines.with(SAID).isEmpty(), () -> "not said");
            assertThat(lines.with(SAID)).hasSize(1);
            old.commit();
            Awaiting.until(() -> settled(tails) == rows + 5, () -> "settled " + settled(tails));
            assertThat(EventTailsTest.requests(tails)).isEqualTo(rows + 5);
        }
    }

    private static long settled(EventTails tails) {
        Ledger.Figures figures = tails.slots().get(0).figures();
        return figures == null ? -1 : figures.settled();
    }
}
