package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.collector.Scrape;
import com.kryonix.collector.Value;
import com.kryonix.servers.RealPostgres;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** While only the connection is lost, an exporter goes on with what it remembers, not with its last checkpoint. */
class LostConnectionTest {
    @AutoClose
    private static final RealPostgres SERVER = RealPostgres.of(RealPostgres.NEWEST_MAJOR)
            .with("restart_after_crash", "on")
            .start();

    /** A checkpoint for the first rows, and none for the next. */
    private static TailSettings rarelyKept() {
        TailSettings usual = EventTailsTest.quickSettings();
        TailSettings.Pace pace = usual.pace();
        return usual.with(new TailSettings.Pace(pace.quick(), pace.slow(), Duration.ofMinutes(10), 1));
    }

    private static EventTails open(ApiTable table) throws Exception {
        EventTails tails = ReadyTails.of(table.dataSource(), rarelyKept());
        table.insert(100, "/a", "GET", 200, 5);
        EventTailsTest.awaitRequests(tails, 100);
        return tails;
    }

    /** Not the test's own, and not the one that the test holds open. */
    private static final String OF_THE_TAIL =
            " FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                    + " AND backend_type = 'client backend' AND query <> 'SELECT pg_current_xact_id()'";

    private static void awaitConnectedAgain(LoggedLines lines) throws Exception {
        Awaiting.until(() -> !lines.with("connected again").isEmpty(), () -> "not connected again");
    }

    private static double late(EventTails tails) {
        return new TailCollector()
                .collect(tails, Scrape.within(Duration.ofSeconds(1))).samples().stream()
                        .filter(sample -> sample.metric().equals(TailCollector.LATE))
                        .mapToDouble(sample -> ((Value) sample).value())
                        .sum();
    }

    private static Ledger.Figures figures(EventTails tails) {
        return Objects.requireNonNull(tails.slots().get(0).figures());
    }

    @Test
    void rowsThatWereCountedSinceTheCheckpointAndDeletedStayCountedAndLateOnesLate() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "deleted", "timestamptz");
        try (LoggedLines lines = LoggedLines.open();
                EventTails tails = open(table)) {
            table.execute("INSERT INTO performance.api_metrics"
                    + " (endpoint, method, status_code, response_time, recorded_at)"
                    + " SELECT '/a', 'GET', 200, 5, now() - interval '20 s' FROM generate_series(1, 7)");
            Awaiting.until(() -> late(tails) == 7, () -> "late " + late(tails));
            assertThat(EventTailsTest.requests(tails)).isEqualTo(107);
            table.execute("TRUNCATE performance.api_metrics");
            table.execute("SELECT pg_terminate_backend(pid)" + OF_THE_TAIL);
            awaitConnectedAgain(lines);
            table.insert(3, "/a", "GET", 200, 5);
            EventTailsTest.awaitRequests(tails, 110);
            assertThat(late(tails)).isEqualTo(7);
            assertThat(lines.with("reset")).isEmpty();
        }
    }

    @Test
    void provisionalRowsThatAreTruncatedMeanwhileStayCounted() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "provisional", "timestamptz");
        try (LoggedLines lines = LoggedLines.open();
                EventTails tails = open(table);
                Connection old = table.connect()) {
            Awaiting.until(() -> figures(tails).settled() == 100, () -> figures(tails) + " settled");
            old.setAutoCommit(false);
            old.createStatement().execute("SELECT pg_current_xact_id()");
            table.insert(10, "/a", "GET", 200, 5);
            EventTailsTest.awaitRequests(tails, 110);
            assertThat(figures(tails).provisional()).isEqualTo(10);
            table.execute(
                    "BEGIN",
                    "TRUNCATE performance.api_metrics",
                    "SELECT pg_terminate_backend(pid)" + OF_THE_TAIL,
                    "COMMIT");
            awaitConnectedAgain(lines);
            table.insert(3, "/a", "GET", 200, 5);
            EventTailsTest.awaitRequests(tails, 113);
            old.rollback();
            Awaiting.until(() -> figures(tails).settled() == 113, () -> figures(tails) + " settled");
            assertThat(lines.with("reset")).isEmpty();
        }
    }

    /** It takes its shared memory down, and what was not on disk with it, but is not restarted as a whole. */
    @Test
    void aServerWhoseBackendCrashedHasEveryRowThatWasShown() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "crashed", "timestamptz");
        table.execute("ALTER DATABASE crashed SET synchronous_commit = off");
        try (LoggedLines lines = LoggedLines.open();
                EventTails tails = open(table)) {
            table.insert(10, "/a", "GET", 200, 5);
            EventTailsTest.awaitRequests(tails, 110);
            long backend = table.number("SELECT pid" + OF_THE_TAIL);
            assertThat(ProcessHandle.of(backend).orElseThrow().destroyForcibly())
                    .isTrue();
            awaitConnectedAgain(lines);
            assertThat(table.rows()).isEqualTo(110);
            table.insert(3, "/a", "GET", 200, 5);
            EventTailsTest.awaitRequests(tails, 113);
            assertThat(lines.with("reset")).isEqualTo(List.of());
        }
    }
}
