package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A table whose rows are all written anew in place: what docs/tailing.md says becomes of its counters. */
class RewrittenTableTest {
    @AutoClose
    private static final RealPostgres SERVER =
            RealPostgres.of(RealPostgres.NEWEST_MAJOR).start();

    /** Rows of within the last hour can come late. */
    private static TailSettings settings() {
        TailSettings settings = EventTailsTest.quickSettings().with(TailSettings.Start.BEGINNING);
        TailSettings.Tolerance t = settings.tolerance();
        return settings.with(
                new TailSettings.Tolerance(t.skew(), Duration.ofHours(1), t.margin(), t.young(), t.bornAtZero()));
    }

    /** 10 rows of days ago and 5 of now. */
    private static ApiTable table(String database) {
        ApiTable table = ApiTable.create(SERVER, database, "timestamptz");
        table.insert(10, "/old", "GET", 200, 20);
        table.execute("UPDATE performance.api_metrics SET recorded_at = now() - interval '3 days'");
        table.insert(5, "/recent", "GET", 200, 20);
        return table;
    }

    private static EventTails open(ApiTable table) throws Exception {
        return ReadyTails.of(table.dataSource(), settings());
    }

    /** So many rows are counted after this and one row more; a start makes the slow pass, too, before it shows them. */
    private static double countedAfter(String statement, ApiTable table) throws Exception {
        try (EventTails tails = open(table)) {
            EventTailsTest.awaitRequests(tails, 15);
            table.execute(statement);
            table.insert(1, "/after", "GET", 200, 20);
            Awaiting.until(() -> EventTailsTest.requests(tails) >= 16, () -> "one row more is not counted");
        }
        try (EventTails again = open(table)) {
            return EventTailsTest.requests(again);
        }
    }

    @Test
    void byAlterTableItsRecentRowsAreCountedAgainSinceTheyHaveItsTransaction() throws Exception {
        ApiTable table = table("altered");
        String statement = "ALTER TABLE performance.api_metrics ADD COLUMN tag uuid DEFAULT gen_random_uuid()";
        assertThat(countedAfter(statement, table)).isEqualTo(15 + 5 + 1);
    }

    @Test
    void byAnotherTypeOfAColumnToo() throws Exception {
        String statement = "ALTER TABLE performance.api_metrics ALTER response_time TYPE bigint";
        assertThat(countedAfter(statement, table("retyped"))).isEqualTo(15 + 5 + 1);
    }

    @Test
    void byVacuumFullNothingIsCountedAgainSinceRowsKeepTheirTransactions() throws Exception {
        assertThat(countedAfter("VACUUM FULL performance.api_metrics", table("vacuumed")))
                .isEqualTo(15 + 1);
    }

    @Test
    void aNewColumnWithAConstantDefaultRewritesNothing() throws Exception {
        String statement = "ALTER TABLE performance.api_metrics ADD COLUMN tag text DEFAULT 'none'";
        assertThat(countedAfter(statement, table("constant"))).isEqualTo(15 + 1);
    }
}
