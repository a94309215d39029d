package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A policy hides rows from the exporter's role: they are never left out without a word. */
class RowSecurityTest {
    private static final RealPostgres SERVER = RealPostgres.of(RealPostgres.NEWEST_MAJOR);

    @BeforeAll
    static void start() {
        SERVER.start();
        SERVER.execute("CREATE ROLE \"Watcher\" LOGIN", "GRANT pg_monitor TO \"Watcher\"");
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static ApiTable table(String database) {
        ApiTable table = ApiTable.create(SERVER, database, "timestamptz");
        table.execute(
                "GRANT USAGE, CREATE ON SCHEMA performance TO \"Watcher\"",
                "GRANT SELECT ON performance.api_metrics TO \"Watcher\"",
                "ALTER ROLE \"Watcher\" NOBYPASSRLS",
                "CREATE POLICY own ON performance.api_metrics"
                        + " USING (company_id::text = current_setting('app.company', true))");
        return table;
    }

    private static EventTails open(ApiTable table) throws Exception {
        return ReadyTails.of(table.dataSource("Watcher"), EventTailsTest.quickSettings());
    }

    @Test
    void aTableWhosePolicyMayHideRowsIsRefusedWithTheStatementThatLetsItsRowsBeCounted() throws Exception {
        ApiTable table = table("guarded");
        table.execute("ALTER TABLE performance.api_metrics ENABLE ROW LEVEL SECURITY");
        try (EventTails tails = open(table)) {
            String advice = "ALTER ROLE \"Watcher\" BYPASSRLS";
            assertThat(EventTailsTest.whyNothingIsShown(tails))
                    .isEqualTo("events main: row-level security of performance.api_metrics may hide rows from user"
                            + " Watcher, and they would be missing in the counts: " + advice);
            table.execute(advice);
            Awaiting.until(() -> tails.slots().get(0).figures() != null, () -> "not shown");
            table.insert(50, "/a", "GET", 200, 5);
            EventTailsTest.awaitRequests(tails, 50);
        }
    }

    @Test
    void rowsThatAPolicyBeginsToHideStopTheCountUntilTheRoleMaySeeThem() throws Exception {
        ApiTable table = table("guarded_later");
        try (LoggedLines lines = LoggedLines.open();
                EventTails tails = open(table)) {
            table.insert(10, "/a", "GET", 200, 5);
            EventTailsTest.awaitRequests(tails, 10);
            table.execute("ALTER TABLE performance.api_metrics ENABLE ROW LEVEL SECURITY");
            table.insert(5, "/a", "GET", 200, 5);
            Awaiting.until(() -> !lines.with("BYPASSRLS").isEmpty(), () -> "nothing is said");
            assertThat(EventTailsTest.requests(tails)).isEqualTo(10);
            table.execute("ALTER ROLE \"Watcher\" BYPASSRLS");
            EventTailsTest.awaitRequests(tails, 15);
        }
    }
}
