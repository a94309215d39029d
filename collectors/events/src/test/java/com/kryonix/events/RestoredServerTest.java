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

/**
 * A server that comes back as it was some time before. 10 rows are in the copy and the checkpoint in it, 15 in the one
 * that is lost; on the restored one, transactions go past where the lost one was.
 */
class RestoredServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RealPostgres server = RealPostgres.of(17);
    private final RealPostgres restored = RealPostgres.of(17);
    private final Path folder;

    RestoredServerTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void end() {
        restored.close();
        server.close();
    }

    private static EventTails open(ApiTable table, TailSettings settings) throws Exception {
        return ReadyTails.of(table.dataSource(), settings);
    }

    private static void count(ApiTable table, TailSettings settings, int rows, int then) throws Exception {
        try (EventTails tails = open(table, settings)) {
            table.insert(rows, "/a", "GET", 200, 20);
            EventTailsTest.awaitRequests(tails, then);
        }
    }

    private void backUp() throws IOException {
        server.stop();
        try (Stream<Path> files = Files.walk(server.data())) {
            for (Path file : files.toList()) {
                Path copy = restored.data().resolve(server.data().relativize(file));
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        server.start();
    }

    /** Recovery from an archive that has nothing more ends in a new timeline. */
    private ApiTable restoreInANewTimeline() throws Exception {
        Files.createFile(restored.data().resolve("recovery.signal"));
        restored.with("restore_command", "false").start();
        Awaiting.until(
                () -> ApiTable.of(restored, "shop").number("SELECT CASE WHEN pg_is_in_recovery() THEN 1 ELSE 0 END")
                        == 0,
                () -> "still recovering");
        return passed();
    }

    private ApiTable passed() {
        ApiTable there = ApiTable.of(restored, "shop");
        for (int i = 0; i < 300; i++) {
            there.execute("SELECT pg_current_xact_id()");
        }
        return there;
    }

    @Test
    void withACheckpointInItTheCountersFallToZeroAndCountTheRowsSince() throws Exception {
        ApiTable table = ApiTable.create(server, "shop", "timestamptz");
        TailSettings settings = EventTailsTest.quickSettings();
        count(table, settings, 10, 10);
        backUp();
        count(table, settings, 5, 15);
        ApiTable there = restoreInANewTimeline();
        there.insert(3, "/a", "GET", 200, 20);
        try (LoggedLines lines = LoggedLines.open()) {
            try (EventTails tails = open(there, settings)) {
                EventTailsTest.awaitRequests(tails, 3);
                there.insert(2, "/a", "GET", 200, 20);
                EventTailsTest.awaitRequests(tails, 5);
            }
            assertThat(lines.with("a backup was restored or a standby promoted"))
                    .singleElement()
                    .asString()
                    .contains("in timeline 1, the server at ", "the counters are reset to 0");
            try (EventTails tails = open(there, settings)) {
                assertThat(EventTailsTest.requests(tails)).as("reset once").isEqualTo(5);
            }
            assertThat(lines.with("restored")).hasSize(1);
        }
    }

    @Test
    void withACheckpointInAFileThatKnowsMoreTheCountersStartAgain() throws Exception {
        ApiTable table = ApiTable.create(server, "shop", "timestamptz");
        TailSettings settings = EventTailsTest.quickSettings().withCheckpointFile(folder.resolve("checkpoint"));
        count(table, settings, 10, 10);
        backUp();
        count(table, settings, 5, 15);
        ApiTable there = restoreInANewTimeline();
        try (LoggedLines lines = LoggedLines.open();
                EventTails tails = open(there, settings)) {
            assertThat(lines.with("refused: a backup was restored or a standby promoted"))
                    .hasSize(1);
            there.insert(2, "/a", "GET", 200, 20);
            EventTailsTest.awaitRequests(tails, 2);
        }
    }

    @Test
    void onAnOlderStateOfItsDiskTheFilesCheckpointIsRefusedByItsLogPosition() throws Exception {
        ApiTable table = ApiTable.create(server, "shop", "timestamptz");
        TailSettings settings = EventTailsTest.quickSettings().withCheckpointFile(folder.resolve("checkpoint"));
        backUp();
        // Much log and few transactions, the other way round than on the restored server.
        table.execute("CREATE TABLE filler AS SELECT repeat('x', 1000) FROM generate_series(1, 50000)");
        count(table, settings, 5, 5);
        restored.start();
        ApiTable there = passed();
        try (LoggedLines lines = LoggedLines.open();
                EventTails tails = open(there, settings)) {
            assertThat(lines.with("refused: the server was set back, from ")).hasSize(1);
            there.insert(2, "/a", "GET", 200, 20);
            EventTailsTest.awaitRequests(tails, 2);
        }
    }

    /** As after a crash: nothing tells it that more was shown before. */
    @Test
    void onAnOlderStateOfItsDiskAnExporterThatStartsGoesOnFromTheCheckpointThere() throws Exception {
        ApiTable table = ApiTable.create(server, "shop", "timestamptz");
        TailSettings settings = EventTailsTest.quickSettings();
        count(table, settings, 10, 10);
        backUp();
        count(table, settings, 5, 15);
        restored.start();
        ApiTable there = passed();
        there.insert(2, "/a", "GET", 200, 20);
        try (LoggedLines lines = LoggedLines.open();
                EventTails tails = open(there, settings)) {
            EventTailsTest.awaitRequests(tails, 12);
            assertThat(lines.with("reset")).isEmpty();
        }
    }

    /** The same address, the same exporter: what was shown is compared with what there is. */
    @Test
    void underARunningExporterTheCountersFallToZeroOnlyWhenTheyMust() throws Exception {
        ApiTable table = ApiTable.create(server, "shop", "timestamptz");
        TailSettings settings = EventTailsTest.quickSettings();
        count(table, settings, 10, 10);
        backUp();
        Moving moving = new Moving(table.dataSource());
        try (LoggedLines lines = LoggedLines.open();
                EventTails tails =
                        EventTails.of("main", moving.address(), settings).start()) {
            assertThat(tails.awaitReady(PATIENCE)).isTrue();
            table.insert(5, "/a", "GET", 200, 20);
            EventTailsTest.awaitRequests(tails, 15);
            server.stop();
            server.start();
            table.insert(1, "/a", "GET", 200, 20);
            EventTailsTest.awaitRequests(tails, 16);
            assertThat(lines.with("reset")).isEmpty();

            ApiTable there = restoreInANewTimeline();
            there.insert(3, "/a", "GET", 200, 20);
            moving.to(there.dataSource());
            server.stop();
            EventTailsTest.awaitRequests(tails, 3);
            there.insert(4, "/b", "GET", 200, 20);
            EventTailsTest.awaitRequests(tails, 7);
            assertThat(lines.with("the counters are reset to 0")).hasSize(1);
        }
    }

    /** A promoted standby that has everything goes on where the primary was, in a process that showed it all. */
    @Test
    void underARunningExporterAFailoverWithoutLossGoesOn() throws Exception {
        ApiTable table = ApiTable.create(server, "shop", "timestamptz");
        TailSettings settings = EventTailsTest.quickSettings();
        Moving moving = new Moving(table.dataSource());
        try (LoggedLines lines = LoggedLines.open();
                EventTails tails =
                        EventTails.of("main", moving.address(), settings).start()) {
            assertThat(tails.awaitReady(PATIENCE)).isTrue();
            table.insert(10, "/a", "GET", 200, 20);
            EventTailsTest.awaitRequests(tails, 10);
            backUp();
            ApiTable there = restoreInANewTimeline();
            moving.to(there.dataSource());
            server.stop();
            there.insert(3, "/a", "GET", 200, 20);
            EventTailsTest.awaitRequests(tails, 13);
            assertThat(lines.with("reset")).isEmpty();
        }
    }
}
