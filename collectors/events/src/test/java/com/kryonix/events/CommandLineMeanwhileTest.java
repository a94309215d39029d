package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.reading.TailConnection;
import com.kryonix.servers.RealPostgres;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The command line has its way with a tail that is not connected: it is no loss of rows, and nothing is undone. */
class CommandLineMeanwhileTest {
    @AutoClose
    private static final RealPostgres SERVER =
            RealPostgres.of(RealPostgres.NEWEST_MAJOR).start();

    @FunctionalInterface
    private interface Command {
        void on(StoredTail stored) throws Exception;
    }

    /** A tail that has counted 10 of the table's 15 rows; the command while it is away; and how many it shows then. */
    private static void runs(String database, Command command, int then) throws Exception {
        ApiTable table = ApiTable.create(SERVER, database, "timestamptz");
        Outage outage = Outage.of(table, "tail_of_" + database);
        TailSettings settings = EventTailsTest.quickSettings();
        table.insert(5, "/a", "GET", 200, 5);
        try (LoggedLines lines = LoggedLines.open();
                EventTails tails =
                        EventTails.of("main", outage.dataSource(), settings).start()) {
            assertThat(tails.awaitReady(Duration.ofSeconds(20))).isTrue();
            table.insert(10, "/a", "GET", 200, 5);
            EventTailsTest.awaitRequests(tails, 10);
            outage.begin();
            try (TailConnection connection = TailConnection.open(table.dataSource())) {
                command.on(new StoredTail(connection, settings, ApiMetrics.TABLE));
            }
            outage.end();
            EventTailsTest.awaitRequests(tails, then);
            table.insert(3, "/a", "GET", 200, 5);
            EventTailsTest.awaitRequests(tails, then + 3);
            assertThat(lines.with("rows that were counted are gone")).isEmpty();
            assertThat(lines.with("the counters begin anew")).hasSize(1);
            assertThat(lines.with("rows counted that were there before")).hasSizeLessThan(2);
        }
    }

    @Test
    void aResetBeginsAtZero() throws Exception {
        runs("reset", stored -> assertThat(stored.reset(true)).isTrue(), 0);
    }

    @Test
    void aRewindCountsAllRowsOnce() throws Exception {
        runs("rewind", stored -> stored.rewind(null, true), 15);
    }
}
