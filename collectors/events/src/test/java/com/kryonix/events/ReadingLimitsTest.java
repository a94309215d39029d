package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.reading.Patience;
import com.kryonix.events.table.EventTable;
import com.kryonix.servers.RealPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What limits a reading: locks, timeouts, the end of the process. */
class ReadingLimitsTest {
    @AutoClose
    private static final RealPostgres SERVER =
            RealPostgres.of(RealPostgres.NEWEST_MAJOR).start();

    private final Path folder;

    ReadingLimitsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Of a role that may take no longer than this for a statement, and for a transaction. */
    private static void hurry(ApiTable database, String role, String limit) {
        database.execute(
                "CREATE ROLE " + role + " LOGIN",
                "GRANT pg_monitor TO " + role,
                "GRANT USAGE, CREATE ON SCHEMA performance TO " + role,
                "GRANT SELECT ON ALL TABLES IN SCHEMA performance TO " + role,
                "ALTER ROLE " + role + " SET statement_timeout = '" + limit + "'",
                "ALTER ROLE " + role + " SET transaction_timeout = '" + limit + "'",
                "ALTER ROLE " + role + " SET idle_in_transaction_session_timeout = '" + limit + "'");
    }

    private static EventTails open(ApiTable database, String user, EventTable... tables) throws Exception {
        return ReadyTails.of(database.dataSource(user), EventTailsTest.quickSettings(), List.of(tables));
    }

    @Test
    void aTableThatSomebodyLocksHoldsUpNoOtherAndNoSnapshotAndTheLogSaysWhoOnce() throws Exception {
        ApiTable database = ApiTable.create(SERVER, "locked", "timestamptz");
        SlowTable locked = SlowTable.create(database, folder, 0);
        // Less than the wait for the lock: what the role has for its transactions must not end it.
        hurry(database, "briefly", "900ms");
        try (LoggedLines lines = LoggedLines.open();
                EventTails tails = open(database, "briefly", locked.declared(), ApiMetrics.TABLE);
                Connection owner = database.connect();
                Statement lock = owner.createStatement()) {
            locked.insert();
            Shown shown = new Shown(tails, List.of(locked.declared()));
            shown.awaitSum("slow_total", 1);
            owner.setAutoCommit(false);
            lock.execute("SET application_name = 'migration'; LOCK TABLE public.slow IN ACCESS EXCLUSIVE MODE");
            Awaiting.until(() -> !lines.with("locked by").isEmpty(), () -> "nothing is said");
            for (int rows = 1; rows <= 5; rows++) {
                database.insert(1, "/a", "GET", 200, 5);
                EventTailsTest.awaitRequests(tails, rows);
            }
            assertThat(shown.sum("slow_total")).isEqualTo(1);
            owner.commit();
            locked.insert();
            shown.awaitSum("slow_total", 2);
            assertThat(lines.with("tail public.slow: the table is locked by process "))
                    .singleElement()
                    .asString()
                    .endsWith(" of user postgres (migration): its rows are counted when it is unlocked; other tables do"
                            + " not wait for it");
            assertThat(lines.with("a reading took longer")).isEmpty();
        }
    }

    @Test
    void theEndOfTheProcessEndsAReadingWithoutAWordAndKeepsWhatWasCounted() throws Exception {
        ApiTable database = ApiTable.create(SERVER, "ended", "timestamptz");
        SlowTable slow = SlowTable.create(database, folder, 20);
        try (EventTails tails = open(database, "postgres", slow.declared(), ApiMetrics.TABLE);
                LoggedLines lines = LoggedLines.open()) {
            database.insert(3, "/a", "GET", 200, 5);
            EventTailsTest.awaitRequests(tails, 3);
            slow.insert();
            Awaiting.until(slow::isRead, () -> "not read");
            tails.close();
            assertThat(lines.with("events main: ")).isEmpty();
        }
    }

    @Test
    void timeoutsThatTheRoleHasForItsTransactionsDoNotEndAReading() throws Exception {
        ApiTable database = ApiTable.create(SERVER, "hurried", "timestamptz");
        SlowTable slow = SlowTable.create(database, folder, 2);
        hurry(database, "hurried", "1s");
        try (EventTails tails = open(database, "hurried", slow.declared());
                LoggedLines lines = LoggedLines.open()) {
            slow.insert();
            new Shown(tails, List.of(slow.declared())).awaitSum("slow_total", 1);
            assertThat(lines.with("events main: ")).isEmpty();
        }
    }

    @Test
    void readingsMayTakeLessAgainOnceAllKindsOfThemTakeFarLess() {
        Patience patience = new Patience(Duration.ofSeconds(100));
        patience.exceeded();
        patience.exceeded();
        patience.took(Duration.ofSeconds(150));
        patience.took(Duration.ofSeconds(1));
        patience.allCameThrough();
        assertThat(patience.now()).as("one took long").isEqualTo(Duration.ofSeconds(400));
        patience.took(Duration.ofSeconds(1));
        patience.allCameThrough();
        assertThat(patience.now()).isEqualTo(Duration.ofSeconds(200));
        patience.allCameThrough();
        patience.allCameThrough();
        assertThat(patience.now()).isEqualTo(Duration.ofSeconds(100));
    }
}
