package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import java.sql.Connection;
import java.sql.Statement;
import java.time.ZoneId;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * now() in a plain TIMESTAMP is the wall clock of the writer's session. A server like those of a cloud: its log's zone is
 * UTC whatever its sessions' is.
 */
class WriterZonesTest {
    @AutoClose
    private static final RealPostgres SERVER = RealPostgres.of(RealPostgres.NEWEST_MAJOR)
            .with("timezone", "America/Sao_Paulo")
            .with("log_timezone", "UTC")
            .start();

    private static void insert(ApiTable table, String zone, int rows) throws Exception {
        try (Connection writer = table.connect();
                Statement statement = writer.createStatement()) {
            statement.execute("SET TimeZone = '" + zone + "'");
            statement.execute("INSERT INTO performance.api_metrics (endpoint, method, status_code, response_time)"
                    + " SELECT '/a', 'GET', 200, 20 FROM generate_series(1, " + rows + ")");
        }
    }

    private static EventTails open(ApiTable table, TailSettings settings) throws Exception {
        return ReadyTails.of(table.dataSource(), settings);
    }

    private static long late(EventTails tails) {
        Ledger.Figures figures = tails.slots().get(0).figures();
        return figures == null ? -1 : figures.late();
    }

    @Test
    void rowsOfSessionsInAnyZoneAreCountedOnceAlsoAfterARestart() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "any_zone", "timestamp");
        double rows = 0;
        try (EventTails tails = open(table, EventTailsTest.quickSettings())) {
            for (String zone : new String[] {"America/Sao_Paulo", "Etc/GMT+12", "Pacific/Kiritimati", "UTC"}) {
                insert(table, zone, 5);
                rows += 5;
                EventTailsTest.awaitRequests(tails, rows);
            }
            assertThat(late(tails)).as("west of UTC, found by the slow pass").isEqualTo(10);
        }
        insert(table, "America/Sao_Paulo", 3);
        try (EventTails tails = open(table, EventTailsTest.quickSettings())) {
            EventTailsTest.awaitRequests(tails, rows + 3);
            assertThat(ApiTable.numbers(EventTailsTest.shown(tails))).containsExactlyInAnyOrderEntriesOf(table.truth());
        }
    }

    @Test
    void theQuickFoldSeesThoseOfTheConfiguredZone() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "configured_zone", "timestamp");
        TailSettings quick = EventTailsTest.quickSettings();
        TailSettings settings = new TailSettings(
                quick.instance(), quick.start(), quick.pace(), quick.tolerance(), null, ZoneId.of("America/Sao_Paulo"));
        try (EventTails tails = open(table, settings)) {
            insert(table, "America/Sao_Paulo", 5);
            EventTailsTest.awaitRequests(tails, 5);
            assertThat(late(tails)).isZero();
        }
    }

    @Test
    void theQuickFoldSeesThoseOfAZoneThatTheDatabaseOrARoleSets() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "set_zone", "timestamp");
        table.execute(
                "CREATE ROLE islander",
                "ALTER ROLE islander SET TimeZone = 'Pacific/Honolulu'",
                "ALTER DATABASE set_zone SET TimeZone = 'America/Sao_Paulo'");
        try (EventTails tails = open(table, EventTailsTest.quickSettings())) {
            insert(table, "America/Sao_Paulo", 5);
            insert(table, "Pacific/Honolulu", 5);
            EventTailsTest.awaitRequests(tails, 10);
            assertThat(late(tails)).isZero();
        }
    }

    @Test
    void rowsThatKeepComingLateAreOneLineThatSaysWhatToSet() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "kept_late", "timestamp");
        try (LoggedLines lines = LoggedLines.open();
                EventTails tails = open(table, EventTailsTest.quickSettings())) {
            Awaiting.until(
                    () -> {
                        insert(table, "America/Sao_Paulo", 1);
                        return !lines.with("rows keep coming late").isEmpty();
                    },
                    () -> "not said");
            double late = late(tails);
            Awaiting.until(
                    () -> {
                        insert(table, "America/Sao_Paulo", 1);
                        return late(tails) > late + 5;
                    },
                    () -> "no more late rows");
            assertThat(lines.with("set events.time_zone to it")).hasSize(1);
        }
    }
}
