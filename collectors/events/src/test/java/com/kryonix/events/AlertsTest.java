package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.schema.PerformanceSchema;
import com.kryonix.events.table.EventTable;
import com.kryonix.servers.RealPostgres;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** performance.alerts: rows that are updated are counted once, and open ones as they are now. */
class AlertsTest {
    private static final RealPostgres SERVER = RealPostgres.of(RealPostgres.NEWEST_MAJOR);
    private static final EventTable ALERTS = EventsCatalogue.table("alerts");
    private static final String CREATED = "performance_alerts_created_total slow_query warning";

    @BeforeAll
    static void start() {
        SERVER.with("max_prepared_transactions", "5").start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static ApiTable database(String name) {
        ApiTable database = ApiTable.create(SERVER, name, "timestamptz");
        database.execute("DROP SCHEMA performance CASCADE");
        PerformanceSchema.apply(database.dataSource());
        return database;
    }

    private static EventTails tails(ApiTable database, TailSettings settings) throws InterruptedException {
        return ReadyTails.of(database.dataSource(), settings, List.of(ALERTS));
    }

    private static void await(EventTails tails, String series, double value) throws Exception {
        new Shown(tails, List.of(ALERTS)).await(series, value);
    }

    private static String insert(int rows) {
        return "INSERT INTO performance.alerts (alert_type, title) SELECT 'slow_query', 'slow' FROM generate_series(1, "
                + rows + ")";
    }

    @Test
    void anAlertIsCountedOnceHoweverOftenItIsUpdated() throws Exception {
        ApiTable database = database("updated");
        database.execute(insert(5));
        try (EventTails tails = tails(database, EventTailsTest.quickSettings().with(TailSettings.Start.BEGINNING))) {
            await(tails, CREATED, 5);
            await(tails, "performance_alerts slow_query warning active", 5);
            database.execute(
                    "UPDATE performance.alerts SET status = 'acknowledged' WHERE ctid = (SELECT min(ctid) FROM performance.alerts)",
                    insert(2),
                    "UPDATE performance.alerts SET title = title || '!'");
            await(tails, CREATED, 7);
            await(tails, "performance_alerts slow_query warning acknowledged", 1);
            await(tails, "performance_alerts slow_query warning active", 6);
            database.execute("UPDATE performance.alerts SET status = 'resolved', resolved_at = now()", insert(1));
            await(tails, CREATED, 8);
            await(tails, "performance_alerts slow_query warning active", 1);
            await(tails, "performance_alerts slow_query warning acknowledged", 0);
            database.execute("DELETE FROM performance.alerts", insert(1));
            await(tails, CREATED, 9);
        }
        database.execute("UPDATE performance.alerts SET title = 'again'", insert(3));
        try (EventTails tails = tails(database, EventTailsTest.quickSettings())) {
            await(tails, CREATED, 12);
            await(tails, "performance_alerts slow_query warning active", 4);
        }
    }

    @Test
    void anAlertOfALongOrPreparedTransactionIsCountedWhenItIsCommitted() throws Exception {
        ApiTable database = database("open");
        TailSettings soon = EventTailsTest.quickSettings()
                .with(new TailSettings.Tolerance(
                        Duration.ZERO,
                        Duration.ofMillis(100),
                        Duration.ofMinutes(1),
                        Duration.ofMillis(100),
                        Duration.ZERO));
        try (EventTails tails = tails(database, soon);
                Connection open = database.connect();
                Connection prepared = database.connect();
                Statement inOpen = open.createStatement();
                Statement inPrepared = prepared.createStatement()) {
            open.setAutoCommit(false);
            inOpen.execute("SELECT now()");
            prepared.setAutoCommit(false);
            inPrepared.execute(insert(2));
            inPrepared.execute("PREPARE TRANSACTION 'two'");
            for (int i = 1; i <= 20; i++) {
                database.execute(insert(1));
                await(tails, CREATED, i);
            }
            inOpen.execute(insert(3));
            open.commit();
            await(tails, CREATED, 23);
            database.execute("COMMIT PREPARED 'two'");
            await(tails, CREATED, 25);
            database.execute(insert(1));
            await(tails, CREATED, 26);
            assertThat(database.number("SELECT count(*) FROM performance.alerts"))
                    .isEqualTo(26);
        }
    }
}
