package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two exporters under one instance name, and a checkpoint that changes under its tail: nothing is counted twice. */
class RivalsTest {
    @AutoClose
    private static final RealPostgres SERVER =
            RealPostgres.of(RealPostgres.NEWEST_MAJOR).start();

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String STATE = "SELECT encode(state, 'hex') FROM performance.exporter_checkpoint";

    private static EventTails open(String target, ApiTable table, TailSettings settings) throws Exception {
        EventTails tails = EventTails.of(target, table.dataSource(), settings).start();
        assertThat(tails.awaitReady(PATIENCE)).isTrue();
        return tails;
    }

    @Test
    void inTheDatabaseTheLaterOneGoesOnTheEarlierOneSaysWhyNot() throws Exception {
        theLaterOneGoesOn(ApiTable.create(SERVER, "rivals", "timestamptz"), EventTailsTest.quickSettings());
    }

    @Test
    void inAFileTheLaterOneGoesOnTheEarlierOneSaysWhyNot(@TempDir Path folder) throws Exception {
        theLaterOneGoesOn(
                ApiTable.create(SERVER, "rivals_filed", "timestamptz"),
                EventTailsTest.quickSettings().withCheckpointFile(folder.resolve("checkpoint")));
    }

    private static void theLaterOneGoesOn(ApiTable table, TailSettings settings) throws Exception {
        try (LoggedLines lines = LoggedLines.open();
                EventTails earlier = open("earlier", table, settings)) {
            table.insert(10, "/a", "GET", 200, 20);
            EventTailsTest.awaitRequests(earlier, 10);
            EventTails later = open("later", table, settings);
            try {
                EventTailsTest.awaitRequests(later, 10);
                // Each row is one checkpoint more, so that the earlier one has no reason to think the other silent.
                Awaiting.until(
                        () -> {
                            table.insert(1, "/b", "GET", 200, 20);
                            return table.rows() >= 40
                                    && !EventTailsTest.whyNothingIsShown(earlier)
                                            .isEmpty();
                        },
                        () -> "not noticed");
                assertThat(EventTailsTest.whyNothingIsShown(earlier))
                        .isEqualTo(
                                "events earlier: tail performance.api_metrics: another exporter writes the checkpoint"
                                        + " of instance \"default\", too: give each exporter of this database its own"
                                        + " events.instance, and its own events.checkpoint_file if that is set; this one goes on"
                                        + " when the other has ended, or given no sign of life for 2 s");
                EventTailsTest.awaitRequests(later, (double) table.rows());
                assertThat(ApiTable.numbers(EventTailsTest.shown(later)))
                        .containsExactlyInAnyOrderEntriesOf(table.truth());
                assertThat(lines.with("another exporter writes")).hasSize(1);
            } finally {
                later.close();
            }
            table.insert(3, "/c", "GET", 200, 20);
            Awaiting.until(
                    () -> EventTailsTest.whyNothingIsShown(earlier).isEmpty(),
                    () -> EventTailsTest.whyNothingIsShown(earlier));
            EventTailsTest.awaitRequests(earlier, (double) table.rows());
            assertThat(ApiTable.numbers(EventTailsTest.shown(earlier)))
                    .containsExactlyInAnyOrderEntriesOf(table.truth());
        }
    }

    @Test
    void onceTheLaterOneHasEndedTheEarlierOneGoesOnAndDoesNotWaitUntilItIsTakenToBeDead() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "ended", "timestamptz");
        TailSettings quick = EventTailsTest.quickSettings();
        TailSettings patient = quick.with(new TailSettings.Pace(
                quick.pace().quick(), Duration.ofHours(1), quick.pace().checkpoint(), 1));
        try (EventTails earlier = open("earlier", table, patient)) {
            EventTails later = open("later", table, patient);
            try {
                // No row has come: it sees that at its next sign of life.
                Awaiting.until(
                        () -> EventTailsTest.whyNothingIsShown(earlier).contains("another exporter"),
                        () -> "not noticed");
            } finally {
                later.close();
            }
            table.insert(3, "/a", "GET", 200, 20);
            Awaiting.until(
                    () -> EventTailsTest.whyNothingIsShown(earlier).isEmpty(),
                    () -> EventTailsTest.whyNothingIsShown(earlier));
            EventTailsTest.awaitRequests(earlier, 3);
        }
    }

    @Test
    void twoWithNamesOfTheirOwnDoNotMeet() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "named", "timestamptz");
        TailSettings settings = EventTailsTest.quickSettings();
        TailSettings other = new TailSettings(
                "other", settings.start(), settings.pace(), settings.tolerance(), null, settings.timeZone());
        try (EventTails one = open("main", table, settings);
                EventTails two = open("main", table, other)) {
            for (int i = 1; i <= 5; i++) {
                table.insert(2, "/a", "GET", 200, 20);
                EventTailsTest.awaitRequests(one, 2 * i);
                EventTailsTest.awaitRequests(two, 2 * i);
            }
        }
        assertThat(table.number("SELECT count(*) FROM performance.exporter_checkpoint"))
                .isEqualTo(2);
    }

    @Test
    void underTrafficEachOfTheProcessesOfRollingUpdatesTakesOverFromTheOneBefore() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "rolling", "timestamptz");
        AtomicBoolean enough = new AtomicBoolean();
        Thread traffic = new Thread(() -> {
            while (!enough.get()) {
                table.insert(1, "/a", "GET", 200, 20);
            }
        });
        List<EventTails> processes = new ArrayList<>();
        try (LoggedLines lines = LoggedLines.open()) {
            processes.add(open("process 0", table, EventTailsTest.quickSettings()));
            traffic.start();
            for (int i = 1; i <= 5; i++) {
                processes.add(open("process " + i, table, EventTailsTest.quickSettings()));
                processes.get(i - 1).close();
            }
            enough.set(true);
            traffic.join();
            EventTails last = processes.get(5);
            EventTailsTest.awaitRequests(last, (double) table.rows());
            assertThat(ApiTable.numbers(EventTailsTest.shown(last))).containsExactlyInAnyOrderEntriesOf(table.truth());
            assertThat(lines.with("events process 5: ")).isEmpty();
        } finally {
            enough.set(true);
            processes.forEach(EventTails::close);
        }
    }

    @Test
    void aRestartAfterACrashTakesOverAtOnce() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "crashed", "timestamptz");
        TailSettings settings = EventTailsTest.quickSettings();
        try (LoggedLines lines = LoggedLines.open()) {
            for (int i = 0; i < 3; i++) {
                Killable crashing = new Killable(table, settings);
                assertThat(crashing.tails().awaitReady(PATIENCE)).isTrue();
                EventTailsTest.awaitRequests(crashing.tails(), (double) table.rows());
                table.insert(5, "/a", "GET", 200, 20);
                EventTailsTest.awaitRequests(crashing.tails(), (double) table.rows());
                crashing.kill();
                table.insert(2, "/a", "GET", 200, 20);
            }
            assertThat(lines.with("another exporter")).isEmpty();
        }
    }

    @Test
    void itsOwnOlderCheckpointAsAfterAFailoverBehindAPoolerIsGoneOnFrom() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "set_back", "timestamptz");
        try (LoggedLines lines = LoggedLines.open();
                EventTails tails = open("main", table, EventTailsTest.quickSettings())) {
            table.insert(10, "/a", "GET", 200, 20);
            EventTailsTest.awaitRequests(tails, 10);
            String first = table.text(STATE);
            table.insert(5, "/a", "GET", 200, 20);
            Awaiting.until(() -> !table.text(STATE).equals(first), () -> "no checkpoint");
            table.execute("UPDATE performance.exporter_checkpoint SET state = decode('" + first + "', 'hex')");
            table.insert(3, "/a", "GET", 200, 20);
            Awaiting.until(() -> !lines.with("was set back").isEmpty(), () -> "not noticed");
            EventTailsTest.awaitRequests(tails, 18);
            table.insert(1, "/a", "GET", 200, 20);
            EventTailsTest.awaitRequests(tails, 19);
            assertThat(EventTailsTest.whyNothingIsShown(tails)).isEmpty();
        }
    }

    @Test
    void aCheckpointThatSomebodyDeletedIsWrittenAgain() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "deleted", "timestamptz");
        try (EventTails tails = open("main", table, EventTailsTest.quickSettings())) {
            table.insert(10, "/a", "GET", 200, 20);
            EventTailsTest.awaitRequests(tails, 10);
            table.execute("DELETE FROM performance.exporter_checkpoint");
            table.insert(5, "/a", "GET", 200, 20);
            EventTailsTest.awaitRequests(tails, 15);
            Awaiting.until(
                    () -> table.number("SELECT count(*) FROM performance.exporter_checkpoint") == 1,
                    () -> "still deleted");
        }
        try (EventTails again = open("main", table, EventTailsTest.quickSettings())) {
            assertThat(EventTailsTest.requests(again)).isEqualTo(15);
        }
    }
}
