package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPgbouncer;
import com.kryonix.servers.RealPostgres;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Tails through PgBouncer in transaction mode, whose connections outlive the server's processes. */
class PooledTailTest {
    private static final Duration LATE = Duration.ofSeconds(2);

    private static final String OPEN_FOR = "SELECT max(extract(epoch FROM clock_timestamp() - xact_start))::bigint"
            + " FROM pg_stat_activity WHERE state = 'idle in transaction'";

    private static final String PREPARED_FOR =
            "SELECT extract(epoch FROM clock_timestamp() - prepared)::bigint FROM pg_prepared_xacts";

    @Test
    void whatTheServerWasLikeBeforeARestartBehindThePoolerIsNotTakenForWhatItIs() throws Exception {
        try (RealPostgres server = RealPostgres.of(RealPostgres.NEWEST_MAJOR)
                        .with("max_prepared_transactions", "0")
                        .start();
                RealPgbouncer pooler = RealPgbouncer.before(server)) {
            ApiTable table = ApiTable.create(server, "shop", "timestamptz");
            TailSettings settings = EventTailsTest.quickSettings()
                    .with(new TailSettings.Tolerance(
                            Duration.ofSeconds(1), LATE, Duration.ofMinutes(1), LATE, Duration.ZERO));
            try (LoggedLines lines = LoggedLines.open();
                    EventTails tails = ReadyTails.of(source(pooler), settings)) {
                table.insert(3, "/a", "GET", 200, 5);
                EventTailsTest.awaitRequests(tails, 3);
                pooler.command("PAUSE");
                server.stop();
                server.with("max_prepared_transactions", "10").start();
                pooler.command("RESUME");
                table.insert(1, "/a", "GET", 200, 5);
                EventTailsTest.awaitRequests(tails, 4);
                assertThat(lines.with("another process of the server answers than before"))
                        .isNotEmpty();
                table.execute(
                        "BEGIN; INSERT INTO performance.api_metrics (endpoint, method, status_code, response_time)"
                                + " SELECT '/prepared', 'GET', 200, 5 FROM generate_series(1, 5); PREPARE TRANSACTION 'p'");
                // Longer than a late row may be, and no session whose transaction would keep the pass from going on.
                Awaiting.until(() -> table.number(PREPARED_FOR) > 3 * LATE.toSeconds(), () -> "not long enough ago");
                table.execute("COMMIT PREPARED 'p'");
                EventTailsTest.awaitRequests(tails, 9);
                assertThat(ApiTable.numbers(EventTailsTest.scrape(tails)))
                        .containsExactlyInAnyOrderEntriesOf(table.truth());
            }
        }
    }

    @Test
    void anotherDatabaseOfTheNameBehindThePoolerIsNotLookedAtAsTheOneBefore() throws Exception {
        try (RealPostgres server = RealPostgres.of(RealPostgres.NEWEST_MAJOR).start();
                RealPgbouncer pooler = RealPgbouncer.before(server)) {
            ApiTable table = ApiTable.create(server, "shop", "timestamptz");
            TailSettings settings = EventTailsTest.quickSettings()
                    .with(new TailSettings.Tolerance(
                            Duration.ofSeconds(1), LATE, Duration.ofMinutes(1), LATE, Duration.ZERO))
                    .with(TailSettings.Start.BEGINNING);
            try (LoggedLines lines = LoggedLines.open();
                    EventTails tails = ReadyTails.of(source(pooler), settings)) {
                table.insert(3, "/a", "GET", 200, 5);
                EventTailsTest.awaitRequests(tails, 3);
                pooler.command("PAUSE");
                server.execute("ALTER DATABASE shop RENAME TO shop_before");
                server.execute("CREATE DATABASE shop TEMPLATE shop_before");
                pooler.command("RESUME");
                Awaiting.until(
                        () -> !lines.with("another database of this name answers than before")
                                .isEmpty(),
                        () -> "it is not noticed");
                try (Connection writer = table.connect();
                        Statement open = writer.createStatement()) {
                    writer.setAutoCommit(false);
                    open.execute("INSERT INTO performance.api_metrics (endpoint, method, status_code, response_time)"
                            + " SELECT '/long', 'GET', 200, 5 FROM generate_series(1, 5)");
                    while (table.number(OPEN_FOR) <= 3 * LATE.toSeconds()) {
                        table.insert(1, "/b", "GET", 200, 5);
                        EventTailsTest.awaitRequests(tails, (double) table.rows());
                    }
                    writer.commit();
                }
                EventTailsTest.awaitRequests(tails, (double) table.rows());
                assertThat(ApiTable.numbers(EventTailsTest.scrape(tails)))
                        .containsExactlyInAnyOrderEntriesOf(table.truth());
            }
        }
    }

    private static PGSimpleDataSource source(RealPgbouncer pooler) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(pooler.jdbcUrl("shop"));
        // As the exporter's own connections are behind a pooler.
        source.setPrepareThreshold(0);
        return source;
    }
}
