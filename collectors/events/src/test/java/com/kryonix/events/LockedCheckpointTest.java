package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.checkpoint.DatabaseCheckpoints;
import com.kryonix.servers.RealPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A transaction that somebody left open, with a lock on a checkpoint. */
class LockedCheckpointTest {
    @AutoClose
    private static final RealPostgres SERVER =
            RealPostgres.of(RealPostgres.NEWEST_MAJOR).start();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "one_row|SELECT * FROM performance.exporter_checkpoint WHERE tail = 'api_metrics' FOR UPDATE",
                "whole_table|LOCK TABLE performance.exporter_checkpoint IN ACCESS EXCLUSIVE MODE"
            })
    void holdsUpNoTailAndIsNamed(String name, String locking, @TempDir Path folder) throws Exception {
        ApiTable database = ApiTable.create(SERVER, name, "timestamptz");
        SlowTable other = SlowTable.create(database, folder, 0);
        EventTails tails = EventTails.of(
                        "main",
                        database.dataSource(),
                        EventTailsTest.quickSettings(),
                        List.of(other.declared(), ApiMetrics.TABLE))
                .start();
        try (LoggedLines lines = LoggedLines.open();
                Connection psql = database.connect();
                Statement lock = psql.createStatement()) {
            assertThat(tails.awaitReady(Duration.ofSeconds(20))).isTrue();
            Shown shown = new Shown(tails, List.of(other.declared()));
            other.insert();
            shown.awaitSum("slow_total", 1);
            psql.setAutoCommit(false);
            lock.execute(locking);
            // A new label value, which has to be in a checkpoint first.
            database.insert(3, "/a", "GET", 200, 20);
            Awaiting.until(() -> !lines.with("is locked").isEmpty(), () -> "nothing is said");
            for (int rows = 2; rows <= 4; rows++) {
                other.insert();
                shown.awaitSum("slow_total", rows);
            }
            assertThat(lines.with("tail performance.api_metrics: checkpoint"))
                    .singleElement()
                    .asString()
                    .endsWith(
                            "checkpoint: table performance.exporter_checkpoint, or this tail's row in it, is locked by"
                                    + " another transaction: it is written once that ends (pg_locks and pg_stat_activity say whose it"
                                    + " is)");
            String backends = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND pid <> pg_backend_pid() AND backend_type = 'client backend'";
            // The tails', and the one that locks.
            Awaiting.until(() -> database.number(backends) == 2, () -> database.number(backends) + " backends");
            psql.commit();
            EventTailsTest.awaitRequests(tails, 3);
            Awaiting.until(() -> !lines.with("works again").isEmpty(), () -> "still in trouble");
            assertThat(lines.with("connected again")).isEmpty();
        } finally {
            tails.close();
        }
    }

    @Test
    void aSignOfLifeThatMeetsALockIsLeftOut() throws Exception {
        ApiTable database = ApiTable.create(SERVER, "alive", "timestamptz");
        DatabaseCheckpoints store = new DatabaseCheckpoints("default");
        byte[] checkpoint = {1, 2, 3};
        database.execute("CREATE TABLE performance.exporter_checkpoint (instance text, tail text, state bytea,"
                + " updated_at timestamptz DEFAULT now(), PRIMARY KEY (instance, tail))");
        try (Connection ours = database.connect();
                Connection psql = database.connect();
                Statement lock = psql.createStatement()) {
            store.save(ours, "api_metrics", null, checkpoint);
            String at = "SELECT updated_at FROM performance.exporter_checkpoint";
            String before = database.text(at);
            psql.setAutoCommit(false);
            lock.execute("SELECT * FROM performance.exporter_checkpoint FOR UPDATE");
            store.renew(ours, "api_metrics", checkpoint);
            assertThat(database.text(at)).isEqualTo(before);
            psql.commit();
            store.renew(ours, "api_metrics", checkpoint);
            assertThat(database.text(at)).isNotEqualTo(before);
        }
    }
}
