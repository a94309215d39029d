package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.checkpoint.FileCheckpoints;
import com.kryonix.events.checkpoint.Writer;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.servers.RealPostgres;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fold that waits for the server's log to come to disk. */
class HeldFoldTest {
    @Test
    void theFirstOneIsLookedAtNowAndThenAndNotAllTheTime(@TempDir Path folder) throws Exception {
        try (RealPostgres server = RealPostgres.of(RealPostgres.NEWEST_MAJOR)
                .with("synchronous_commit", "off")
                .with("wal_writer_delay", "10s")
                .with("autovacuum", "off")) {
            server.start();
            ApiTable table = ApiTable.create(server, "shop", "timestamptz");
            TailTarget target = new TailTarget("main", ApiMetrics.TABLE, Writer.ofProcess());
            int[] files = {0};
            try (TailConnection connection = TailConnection.open(table.dataSource())) {
                Awaiting.until(
                        () -> {
                            Path file = folder.resolve("checkpoint" + files[0]++);
                            Tail tail = Tail.open(
                                    target,
                                    connection,
                                    EventTailsTest.quickSettings(),
                                    new FileCheckpoints(file),
                                    new TailHealth(),
                                    null,
                                    false);
                            table.insert(1, "/a", "GET", 200, 5);
                            long began = System.nanoTime();
                            tail.work();
                            assertThat(tail.due() - began)
                                    .as("until it looks again")
                                    .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
                            return !tail.caughtUp();
                        },
                        () -> "no fold was held");
            }
        }
    }

    @Test
    void aLaterOneIsLookedAtOncePerRoundOfTheLogWriterHoweverOftenTheTailIsAtWork(@TempDir Path folder)
            throws Exception {
        try (RealPostgres server = RealPostgres.of(RealPostgres.NEWEST_MAJOR)
                .with("synchronous_commit", "off")
                .with("wal_writer_delay", "2s")
                .with("autovacuum", "off")) {
            server.start();
            ApiTable table = ApiTable.create(server, "shop", "timestamptz");
            table.execute("CREATE EXTENSION pg_stat_statements");
            TailTarget target = new TailTarget("main", ApiMetrics.TABLE, Writer.ofProcess());
            try (TailConnection connection = TailConnection.open(table.dataSource())) {
                Tail tail = Tail.open(
                        target,
                        connection,
                        EventTailsTest.quickSettings(),
                        new FileCheckpoints(folder.resolve("checkpoint")),
                        new TailHealth(),
                        null,
                        false);
                table.insert(1, "/a", "GET", 200, 5);
                Awaiting.until(
                        () -> {
                            tail.work();
                            return tail.caughtUp();
                        },
                        () -> "not caught up");
                table.insert(1, "/a", "GET", 200, 5);
                // Longer than any fold that is not held lets wait.
                Awaiting.until(
                        () -> {
                            tail.work();
                            return tail.due() - System.nanoTime() > TimeUnit.MILLISECONDS.toNanos(100);
                        },
                        () -> "no fold was held");
                long before = table.number(LOOKS);
                long began = System.nanoTime();
                int times = 0;
                while (tail.due() - System.nanoTime() > TimeUnit.MILLISECONDS.toNanos(20)) {
                    tail.work();
                    times++;
                }
                assertThat(times)
                        .as("works after %s ns", System.nanoTime() - began)
                        .isGreaterThan(10);
                assertThat(table.number(LOOKS) - before).as("looks").isLessThanOrEqualTo(1);
            }
        }
    }

    private static final String LOOKS =
            "SELECT coalesce(sum(calls), 0) FROM pg_stat_statements WHERE query LIKE 'SELECT CASE%flush_lsn%'";
}
