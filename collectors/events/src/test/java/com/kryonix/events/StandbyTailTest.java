package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real standby that has not replayed as far as a checkpoint was taken. */
class StandbyTailTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String BEHIND = "this standby has not replayed as far as the checkpoint";

    private final RealPostgres primary = RealPostgres.of(17);
    private final RealPostgres standby = RealPostgres.of(17);
    private final TailSettings settings;

    StandbyTailTest(@TempDir Path folder) {
        this.settings = EventTailsTest.quickSettings().withCheckpointFile(folder.resolve("checkpoint"));
    }

    /** The primary's table and a checkpoint of 10 rows; a standby of before them, which streams from nowhere. */
    @BeforeEach
    void start() throws Exception {
        primary.start();
        ApiTable table = ApiTable.create(primary, "shop", "timestamptz");
        table.execute("CREATE EXTENSION pg_stat_statements");
        primary.stop();
        copy(primary.data(), standby.data());
        Files.createFile(standby.data().resolve("standby.signal"));
        primary.start();
        try (EventTails tails = ReadyTails.of(table.dataSource(), settings)) {
            table.insert(10, "/a", "GET", 200, 20);
            EventTailsTest.awaitRequests(tails, 10);
        }
        standby.start();
    }

    @AfterEach
    void end() {
        standby.close();
        primary.close();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    @Test
    void isWaitedForAndThenTheCountsGoOn() throws Exception {
        ApiTable there = ApiTable.of(standby, "shop");
        try (LoggedLines lines = LoggedLines.open();
                EventTails tails =
                        EventTails.of("replica", there.dataSource(), settings).start()) {
            assertThat(tails.awaitReady(PATIENCE)).isTrue();
            assertThat(EventTailsTest.whyNothingIsShown(tails))
                    .startsWith("events replica: tail performance.api_metrics: " + BEHIND)
                    .endsWith(": waiting for it; if it takes long, look at pg_stat_wal_receiver");
            assertThat(there.number("SELECT count(*) FROM performance.api_metrics"))
                    .isZero();
            // Looked at again meanwhile, in which the state has not changed and nothing is said.
            Awaiting.until(() -> looks(there) > 2, () -> "no second look");
            assertThat(lines.with(BEHIND)).hasSize(1);

            standby.execute(
                    "ALTER SYSTEM SET primary_conninfo = 'host=127.0.0.1 user=postgres port=" + primary.port() + "'",
                    "SELECT pg_reload_conf()");
            ApiTable.of(primary, "shop").insert(5, "/a", "GET", 200, 20);
            Awaiting.until(
                    () -> EventTailsTest.whyNothingIsShown(tails).isEmpty(),
                    () -> EventTailsTest.whyNothingIsShown(tails));
            EventTailsTest.awaitRequests(tails, 15);
            Awaiting.until(() -> lines.with("works again").size() == 1, () -> "not said");
            assertThat(lines.with("refused")).isEmpty();
        }
    }

    /** How often a tail has asked whether the server is a standby. */
    private static long looks(ApiTable there) {
        return there.number("SELECT calls FROM pg_stat_statements WHERE query LIKE '%SELECT pg_is_in_recovery()%'"
                + " AND query LIKE '%kryonix_exporter%' ORDER BY calls DESC LIMIT 1");
    }

    @Test
    void promotedWithoutTheRestIsAnotherHistoryAndTheCountersAreReset() throws Exception {
        ApiTable there = ApiTable.of(standby, "shop");
        try (LoggedLines lines = LoggedLines.open();
                EventTails tails =
                        EventTails.of("replica", there.dataSource(), settings).start()) {
            assertThat(tails.awaitReady(PATIENCE)).isTrue();
            assertThat(EventTailsTest.whyNothingIsShown(tails)).contains(BEHIND);
            standby.execute("SELECT pg_promote()");
            Awaiting.until(
                    () -> EventTailsTest.whyNothingIsShown(tails).isEmpty(),
                    () -> EventTailsTest.whyNothingIsShown(tails));
            assertThat(lines.with("is ahead of the server's")).hasSize(1);
            there.insert(4, "/a", "GET", 200, 20);
            EventTailsTest.awaitRequests(tails, 4);
        }
    }
}
