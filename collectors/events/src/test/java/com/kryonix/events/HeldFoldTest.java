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
    private static final String LOOKS =
            "SELECT coalesce(sum(calls), 0) FROM pg_stat_statements WHERE query LIKE 'SELECT CASE%flush_lsn%'";

    private static final TailTarget TARGET = new TailTarget("main", ApiMetrics.TABLE, Writer.ofProcess());

    /** Commits wait for no disk, and its log writer comes so seldom. */
    private static RealPostgres server(String logWriterDelay) {
        return RealPostgres.of(RealPostgres.NEWEST_MAJOR)
                .with("synchronous_commit", "off")
                .with("wal_writer_delay", logWriterDelay)
                .with("autovacuum", "off")
                .start();
    }

    private static Tail open(TailConnection connection, Path checkpoint) throws Exception {
        return Tail.open(
                TARGET,
                connection,
                EventTailsTest.quickSettings(),
                new FileCheckpoints(checkpoint),
                new TailHealth(),
                null,
                false);
    }

    @Test
    void theFirstOneIsLookedAtNowAndThenAndNotAllTheTime(@TempDir Path folder) throws Exception {
        try (RealPostgres server = server("10s")) {
            ApiTable table = ApiTable.create(server, "shop", "timestamptz");
            int[] files = {0};
            try (TailConnection connection = TailConnection.open(table.dataSource())) {
                Awaiting.until(
                        () -> {
                            Path file = folder.resolve("checkpoint" + files[0]++);
                            Tail tail = open(connection, file);
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
        try (RealPostgres server = server("2s")) {
            ApiTable table = ApiTable.create(server, "shop", "timestamptz");
            table.execute("CREATE EXTENSION pg_stat_statements");
            try (TailConnection connection = TailConnection.open(table.dataSource())) {
                Tail tail = open(connection, folder.resolve("checkpoint"));
                table.insert(1, "/a", "GET", 200, 5);
                Awaiting.until(
                        () -> {
                            tail.work();
                            return tail.caughtUp();
                        },
                        () -> "not caught up");
                long before = table.number(LOOKS);
                table.insert(1, "/a", "GET", 200, 5);
                // Longer than any fold that is not held lets wait.
                Awaiting.until(
                        () -> {
                            tail.work();
                            return tail.due() - System.nanoTime() > TimeUnit.MILLISECONDS.toNanos(100);
                        },
                        () -> "no fold was held");
                for (int times = 0; times < 200; times++) {
                    tail.work();
                }
                assertThat(table.number(LOOKS) - before).as("looks").isLessThan(50);
            }
        }
    }
}
