package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.collector.Sample;
import com.kryonix.collector.Scrape;
import com.kryonix.collector.Value;
import com.kryonix.servers.RealPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints on a real server: where they are kept, when they are applied, and what a newborn series shows. */
class CheckpointsTest {
    @AutoClose
    private static final RealPostgres SERVER = RealPostgres.of(15).start();

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static EventTails open(ApiTable table, TailSettings settings) throws Exception {
        return ReadyTails.of(table.dataSource(), settings);
    }

    @Test
    void oneOfATableThatWasMadeAnewIsRefusedAndTheCountsStartAgain() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "anew", "timestamptz");
        try (EventTails tails = open(table, EventTailsTest.quickSettings())) {
            table.insert(10, "/a", "GET", 200, 20);
            EventTailsTest.awaitRequests(tails, 10);
            table.execute(
                    "BEGIN",
                    "CREATE TABLE performance.anew (LIKE performance.api_metrics INCLUDING ALL)",
                    "DROP TABLE performance.api_metrics",
                    "ALTER TABLE performance.anew RENAME TO api_metrics",
                    "COMMIT");
            Awaiting.until(() -> EventTailsTest.requests(tails) == 0, () -> "still the old table's");
            table.insert(4, "/a", "GET", 200, 20);
            EventTailsTest.awaitRequests(tails, 4);
        }
    }

    @Test
    void oneOfATableWhoseTimeHasAnotherTypeNowIsRefusedSinceItsBoundsMeanSomethingElse() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "retyped", "timestamp");
        try (EventTails tails = open(table, EventTailsTest.quickSettings())) {
            table.insert(10, "/a", "GET", 200, 20);
            EventTailsTest.awaitRequests(tails, 10);
            table.execute("ALTER TABLE performance.api_metrics ALTER recorded_at TYPE timestamptz");
            Awaiting.until(() -> EventTailsTest.requests(tails) == 0, () -> "rewritten rows were counted again");
            table.insert(4, "/a", "GET", 200, 20);
            EventTailsTest.awaitRequests(tails, 4);
        }
    }

    @Test
    void oneOfAnotherDatabaseIsRefused() throws Exception {
        ApiTable first = ApiTable.create(SERVER, "one", "timestamptz");
        ApiTable second = ApiTable.create(SERVER, "two", "timestamptz");
        try (EventTails tails = open(first, EventTailsTest.quickSettings())) {
            first.insert(10, "/a", "GET", 200, 20);
            EventTailsTest.awaitRequests(tails, 10);
        }
        open(second, EventTailsTest.quickSettings()).close();
        String state = "SELECT encode(state, 'hex') FROM performance.exporter_checkpoint";
        second.execute("UPDATE performance.exporter_checkpoint SET state = decode('" + first.text(state) + "', 'hex')");
        try (EventTails tails = open(second, EventTailsTest.quickSettings())) {
            assertThat(EventTailsTest.requests(tails)).isZero();
        }
    }

    @Test
    void aFileServesAsWellAndNothingIsCountedTwiceAfterAKill(@TempDir Path folder) throws Exception {
        ApiTable table = ApiTable.create(SERVER, "filed", "timestamp");
        TailSettings settings = EventTailsTest.quickSettings().withCheckpointFile(folder.resolve("checkpoint"));
        Killable tails = new Killable(table, settings);
        assertThat(tails.tails().awaitReady(PATIENCE)).isTrue();
        table.insert(10, "/a", "GET", 200, 20);
        EventTailsTest.awaitRequests(tails.tails(), 10);
        tails.kill();
        table.insert(5, "/a", "GET", 200, 20);
        assertThat(Files.exists(folder.resolve("checkpoint.api_metrics"))).isTrue();
        assertThat(Files.exists(folder.resolve("checkpoint.api_metrics.new"))).isFalse();
        try (EventTails again = open(table, settings)) {
            assertThat(EventTailsTest.requests(again)).isEqualTo(15);
        }
        assertThat(table.number("SELECT count(*) FROM pg_class WHERE relname = 'exporter_checkpoint'"))
                .isZero();
    }

    @Test
    void aSeriesBornWhileRunningShowsZeroBeforeItsValue() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "newborn", "timestamptz");
        TailSettings settings = EventTailsTest.quickSettings();
        TailSettings.Tolerance t = settings.tolerance();
        settings = settings.with(
                new TailSettings.Tolerance(t.skew(), t.late(), t.margin(), t.young(), Duration.ofSeconds(2)));
        try (EventTails tails = open(table, settings)) {
            table.insert(7, "/a", "GET", 200, 20);
            Awaiting.until(() -> !EventTailsTest.scrape(tails).isEmpty(), () -> "no series");
            assertThat(EventTailsTest.requests(tails)).isZero();
            assertThat(tail(tails)).containsEntry("kryonix_tail_rows_total", 7.0);
            EventTailsTest.awaitRequests(tails, 7);
        }
        try (EventTails tails = open(table, settings)) {
            assertThat(EventTailsTest.requests(tails)).as("known before").isEqualTo(7);
        }
    }

    @Test
    void theTailTellsHowItIsDoing() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "doing", "timestamptz");
        try (EventTails tails = open(table, EventTailsTest.quickSettings())) {
            table.insert(3, "/a", "GET", 200, 20);
            table.execute(
                    "INSERT INTO performance.api_metrics (endpoint, method, status_code, response_time, recorded_at)"
                            + " VALUES ('/late', 'GET', 200, 1, now() - interval '20 s')");
            EventTailsTest.awaitRequests(tails, 4);
            Map<String, Double> numbers = tail(tails);
            assertThat(numbers.keySet())
                    .containsExactlyInAnyOrder(
                            "kryonix_tail_rows_total",
                            "kryonix_tail_late_rows_total",
                            "kryonix_tail_scanned_rows_total",
                            "kryonix_tail_fold_duration_seconds",
                            "kryonix_tail_horizon_age_seconds",
                            "kryonix_tail_lag_seconds",
                            "kryonix_tail_provisional_rows",
                            "kryonix_tail_checkpoint_age_seconds",
                            "kryonix_tail_series",
                            "kryonix_tail_other_ratio");
            assertThat(numbers)
                    .containsEntry("kryonix_tail_rows_total", 4.0)
                    .containsEntry("kryonix_tail_late_rows_total", 1.0)
                    .containsEntry("kryonix_tail_other_ratio", 0.0);
            assertThat(numbers.get("kryonix_tail_scanned_rows_total")).isGreaterThanOrEqualTo(4);
        }
    }

    private static Map<String, Double> tail(EventTails tails) throws Exception {
        List<Sample> samples =
                new TailCollector().collect(tails, Scrape.within(PATIENCE)).samples();
        Map<String, Double> numbers = new TreeMap<>();
        samples.forEach(sample -> numbers.put(sample.metric().name(), ((Value) sample).value()));
        return numbers;
    }
}
