package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.collector.Sample;
import com.kryonix.collector.Scrape;
import com.kryonix.collector.Value;
import com.kryonix.events.checkpoint.Writer;
import com.kryonix.events.fold.TailState;
import com.kryonix.events.reading.Inspection;
import com.kryonix.events.reading.Patience;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.table.Admissions;
import com.kryonix.servers.RealPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Many rows at once: after a long time, and where a reading takes too long. */
class CatchUpTest {
    @AutoClose
    private static final RealPostgres SERVER =
            RealPostgres.of(RealPostgres.NEWEST_MAJOR).start();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static double progress(EventTails tails) {
        List<Sample> samples =
                new TailCollector().collect(tails, Scrape.within(PATIENCE)).samples();
        return samples.stream()
                .filter(sample -> sample.metric().equals(TailCollector.HISTORY))
                .mapToDouble(sample -> ((Value) sample).value())
                .findFirst()
                .orElse(-1);
    }

    @Test
    void whatCameInALongTimeIsCountedInPiecesEachRowOnce() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "behind", "timestamptz");
        try (EventTails tails = ReadyTails.of(table.dataSource(), EventTailsTest.quickSettings())) {
            table.insert(10, "/before", "GET", 200, 10);
            EventTailsTest.awaitRequests(tails, 10);
        }
        try (Connection open = table.connect();
                LoggedLines lines = LoggedLines.open()) {
            open.setAutoCommit(false);
            open.createStatement()
                    .execute("INSERT INTO performance.api_metrics (endpoint, method, status_code, response_time)"
                            + " VALUES ('/open', 'GET', 200, 1)");
            // Above the open transaction, so provisional at first.
            table.insert(7, "/above", "GET", 200, 10);
            open.commit();
            for (int i = 0; i < 6; i++) {
                table.insert(100_000, "/meanwhile", "GET", 200, 10);
            }
            open.createStatement()
                    .execute("INSERT INTO performance.api_metrics (endpoint, method, status_code, response_time)"
                            + " VALUES ('/still', 'GET', 200, 1)");
            table.insert(5, "/last", "GET", 200, 10);
            try (EventTails tails = EventTails.of("main", table.dataSource(), EventTailsTest.quickSettings())
                    .start()) {
                Awaiting.until(() -> progress(tails) > 0 && progress(tails) < 1, () -> "no progress is shown");
                assertThat(tails.awaitReady(PATIENCE)).isTrue();
                assertThat(lines.with("more than 500000 rows were written since the checkpoint"))
                        .hasSize(1);
                EventTailsTest.awaitRequests(tails, 600_023);
                assertThat(progress(tails)).isEqualTo(-1);
                open.commit();
                EventTailsTest.awaitRequests(tails, 600_024);
                assertThat(ApiTable.numbers(EventTailsTest.shown(tails)))
                        .containsExactlyInAnyOrderEntriesOf(table.truth());
            }
        }
    }

    @Test
    void whatCameWhileTheConnectionWasLostIsCountedInPiecesToo() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "outage", "timestamptz");
        Outage outage = Outage.of(table, "tail_of_outage");
        try (LoggedLines lines = LoggedLines.open();
                EventTails tails = EventTails.of("main", outage.dataSource(), EventTailsTest.quickSettings())
                        .start()) {
            assertThat(tails.awaitReady(PATIENCE)).isTrue();
            table.insert(10, "/before", "GET", 200, 10);
            EventTailsTest.awaitRequests(tails, 10);
            outage.begin();
            for (int i = 0; i < 6; i++) {
                table.insert(100_000, "/meanwhile", "GET", 200, 10);
            }
            outage.end();
            Awaiting.until(() -> progress(tails) > 0, () -> "not in pieces");
            assertThat(EventTailsTest.requests(tails))
                    .as("until all are counted")
                    .isEqualTo(10);
            EventTailsTest.awaitRequests(tails, 600_010);
            assertThat(lines.with("more than 500000 rows were written since the checkpoint"))
                    .hasSize(1);
            assertThat(ApiTable.numbers(EventTailsTest.shown(tails))).containsExactlyInAnyOrderEntriesOf(table.truth());
            assertThat(lines.with("reset to 0")).isEmpty();
        }
    }

    @Test
    void aReadingThatTakesTooLongMayTakeTwiceAsLongEachTimeAndComesThrough() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "patient", "timestamptz");
        Patience patience = new Patience(Duration.ofMillis(1));
        try (TailConnection connection = TailConnection.open(table.dataSource())) {
            TableFold fold = new TableFold(
                    connection,
                    ApiMetrics.TABLE,
                    new Inspection(connection, null).of(ApiMetrics.TABLE),
                    TailSettings.defaults().tolerances(),
                    new Patience(Duration.ofMinutes(1)));
            TailState state = fold.beginning(false);
            table.insert(50_000, "/a", "GET", 200, 20);
            TableFold impatient = new TableFold(
                    connection,
                    ApiMetrics.TABLE,
                    new Inspection(connection, null).of(ApiMetrics.TABLE),
                    TailSettings.defaults().tolerances(),
                    patience);
            int tooLong = 0;
            TableFold.Found found = null;
            while (found == null) {
                try {
                    found = impatient.quick(state, new Admissions(ApiMetrics.TABLE));
                } catch (SQLException e) {
                    assertThat(Troubles.cancelled(e)).as(e.getMessage()).isTrue();
                    patience.exceeded();
                    assertThat(++tooLong).isLessThan(20);
                }
            }
            assertThat(tooLong).isPositive();
            assertThat(found.settled().rows()).isEqualTo(50_000);
        }
    }

    @Test
    void aLineAMinuteSaysHowFarHistoryIsCounted() {
        try (LoggedLines lines = LoggedLines.open()) {
            HistoryProgress progress =
                    new HistoryProgress(new TailTarget("main", ApiMetrics.TABLE, Writer.ofProcess()), 10_000_000, 0);
            assertThat(lines.with("about 10,000,000 rows are there to be counted before any is shown"))
                    .hasSize(1);
            progress.read(1_600_000, 8_400_000, TimeUnit.SECONDS.toNanos(30));
            assertThat(lines.with("rows counted")).isEmpty();
            progress.read(1_600_000, 6_800_000, TimeUnit.SECONDS.toNanos(61));
            progress.read(100_000, 6_700_000, TimeUnit.SECONDS.toNanos(62));
            assertThat(progress.ratio()).isEqualTo(0.33);
            assertThat(lines.with("rows counted"))
                    .singleElement()
                    .asString()
                    .endsWith("events main: tail performance.api_metrics: 3,200,000 of about 10,000,000 rows counted");
            progress.read(6_700_000, 1_000_000, TimeUnit.SECONDS.toNanos(63));
            assertThat(progress.ratio()).as("there are more than it seemed").isLessThan(1);
            progress.read(1_300_000, 0, TimeUnit.SECONDS.toNanos(64));
            assertThat(progress.ratio()).isEqualTo(1);
            progress.done();
            assertThat(lines.with("all 11,300,000 rows counted")).hasSize(1);
        }
    }
}
