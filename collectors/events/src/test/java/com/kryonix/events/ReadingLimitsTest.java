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

    private static EventTails open(ApiTable database, String user, EventTable... tables) throws Exception {
        return ReadyTails.of(database.dataSource(user), EventTailsTest.quickSettings(), List.of(tables));
    }

    @Test
    void aTableThatSomebodyLocksHoldsUpNoOtherAndNoSnapshotAndTheLogSaysWhoOnce() throws Exception {
        ApiTable database = ApiTable.create(SERVER, "locked", "timestamptz");
        SlowTable locked = SlowTable.create(database, folder, 0);
        try (LoggedLines lines = LoggedLines.open();
                EventTails tails = open(database, "postgres", locked.declared(), ApiMetrics.TABLE);
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
        database.execute(
                "CREATE ROLE hurried LOGIN",
                "GRANT pg_monitor TO hurried",
                "GRANT USAGE, CREATE ON SCHEMA performance TO hurried",
                "ALTER ROLE hurried SET statement_timeout = '1s'",
                "ALTER ROLE hurried SET transaction_timeout = '1s'",
                "ALTER ROLE hurried SET idle_in_transaction_session_timeout = '1s'");
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
