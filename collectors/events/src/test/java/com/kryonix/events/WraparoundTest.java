package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row tells the lower 32 bits of its transaction's id. Here these begin anew at 3 while the tail runs. */
class WraparoundTest {
    private static final long WRAP = 1L << 32;
    private static final long BEFORE_IT = 300;

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void rowsOfBeforeAndAfterItAreCountedOnce(int major) throws Exception {
        try (RealPostgres server = RealPostgres.of(major).with("autovacuum", "off")) {
            server.start();
            ApiTable table = ApiTable.create(server, "wrapped", "timestamptz");
            table.insert(100, "/old", "GET", 200, 20);
            table.execute("CREATE TABLE performance.elsewhere (i integer)");
            skipInSteps(server, 1_500_000_000L, 3_000_000_000L, WRAP - BEFORE_IT);
            assertThat(id(table)).isBetween(WRAP - BEFORE_IT, WRAP - BEFORE_IT / 2);
            TailSettings settings = EventTailsTest.quickSettings().with(TailSettings.Start.BEGINNING);
            int rows = 100;
            try (EventTails tails = open(table, settings)) {
                EventTailsTest.awaitRequests(tails, rows);
                table.insert(10, "/new", "GET", 200, 20);
                rows += 10;
                EventTailsTest.awaitRequests(tails, rows);
                try (Connection holder = table.connect();
                        Statement open = holder.createStatement()) {
                    holder.setAutoCommit(false);
                    open.execute("INSERT INTO performance.elsewhere VALUES (1)");
                    assertThat(id(table))
                            .as("provisional rows are on both sides")
                            .isLessThan(WRAP);
                    while (id(table) < WRAP + BEFORE_IT) {
                        table.insert(1, "/new", "GET", 200, 20);
                        rows++;
                    }
                    EventTailsTest.awaitRequests(tails, rows);
                    holder.commit();
                }
                table.insert(10, "/new", "GET", 200, 20);
                rows += 10;
                int all = rows;
                Awaiting.until(
                        () -> {
                            Ledger.Figures figures = tails.slots().get(0).figures();
                            return figures != null && figures.settled() == all && figures.rows() == all;
                        },
                        () -> tails.slots().get(0).figures() + ", not " + all);
            }
            table.insert(10, "/new", "GET", 200, 20);
            try (EventTails again = open(table, settings)) {
                EventTailsTest.awaitRequests(again, rows + 10);
                assertThat(ApiTable.numbers(EventTailsTest.shown(again)))
                        .containsExactlyInAnyOrderEntriesOf(table.truth());
            }
        }
    }

    /** An age in SQL has 31 bits, a row's transaction 32. */
    @Test
    void rowsAreCountedOnceFromACheckpointOfThreeThousandMillionTransactionsAgoAndReportedWhenTheyCannotBe()
            throws Exception {
        try (RealPostgres server = RealPostgres.of(RealPostgres.NEWEST_MAJOR).with("autovacuum", "off")) {
            server.start();
            ApiTable table = ApiTable.create(server, "wrapped", "timestamptz");
            TailSettings settings = EventTailsTest.quickSettings();
            try (EventTails tails = open(table, settings)) {
                table.insert(100, "/a", "GET", 200, 5);
                EventTailsTest.awaitRequests(tails, 100);
            }
            skipInSteps(server, 1_500_000_000L, 3_000_000_000L);
            table.insert(25, "/a", "GET", 200, 5);
            try (EventTails tails = open(table, settings)) {
                table.insert(5, "/a", "GET", 200, 5);
                EventTailsTest.awaitRequests(tails, 130);
                Awaiting.until(() -> settled(tails) == 130, () -> "settled " + settled(tails));
            }

            skipInSteps(server, 4_500_000_000L, 6_000_000_000L, 7_000_000_000L);
            try (LoggedLines lines = LoggedLines.open();
                    EventTails tails = open(table, settings)) {
                assertThat(lines.with("transactions have ended since, so that rows of before and after it"))
                        .hasSize(1);
                table.insert(3, "/a", "GET", 200, 5);
                EventTailsTest.awaitRequests(tails, 3);
            }
        }
    }

    private static long settled(EventTails tails) {
        Ledger.Figures figures = tails.slots().get(0).figures();
        return figures == null ? -1 : figures.settled();
    }

    private static EventTails open(ApiTable table, TailSettings settings) throws Exception {
        return ReadyTails.of(table.dataSource(), settings);
    }

    /** Takes one. */
    private static long id(ApiTable table) {
        return table.number("SELECT pg_current_xact_id()::text::bigint");
    }

    /** Each of less than half the circle: further back would be the future. */
    static void skipInSteps(RealPostgres server, long... ids) throws Exception {
        for (long next : ids) {
            freeze(server);
            skipTo(server, next);
        }
    }

    private static void freeze(RealPostgres server) throws SQLException {
        server.execute("ALTER DATABASE template0 ALLOW_CONNECTIONS true");
        for (String database : List.of("template0", "template1", "postgres", "wrapped")) {
            try (Connection connection = DriverManager.getConnection(server.jdbcUrl(database));
                    Statement statement = connection.createStatement()) {
                statement.execute("VACUUM FREEZE");
            }
        }
    }

    private static void skipTo(RealPostgres server, long next) throws IOException {
        StoppedCluster cluster = new StoppedCluster(server.data());
        server.stop();
        while (!cluster.isCheckpointOnOnePage()) {
            server.start();
            server.execute("SELECT pg_logical_emit_message(false, 'so that', 'the next one begins elsewhere')");
            server.stop();
        }
        cluster.skipTo(next);
        server.start();
    }
}
