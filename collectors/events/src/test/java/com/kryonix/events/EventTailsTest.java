package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Failure;
import com.kryonix.collector.FailureKind;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Scrape;
import com.kryonix.collector.Value;
import com.kryonix.servers.RealPostgres;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The tails as the exporter uses them, on a real server. */
class EventTailsTest {
    @AutoClose
    private static final RealPostgres SERVER =
            RealPostgres.of(RealPostgres.NEWEST_MAJOR).start();

    static TailSettings quickSettings() {
        TailSettings defaults = TailSettings.defaults();
        return defaults.with(
                        new TailSettings.Pace(Duration.ofMillis(50), Duration.ofMillis(500), Duration.ofMillis(100), 1))
                .with(new TailSettings.Tolerance(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(5),
                        Duration.ZERO));
    }

    static List<Sample> scrape(EventTails tails) throws Exception {
        Scrape scrape = Scrape.within(Duration.ofSeconds(5));
        Collector<EventTails> collector = EventsCatalogue.create().collectors().get(0);
        assertThat(collector.requirement().unmetBy(tails.facts(scrape))).isEmpty();
        return shown(tails);
    }

    /** What is shown, also while the server is away. */
    static List<Sample> shown(EventTails tails) throws Exception {
        Scrape scrape = Scrape.within(Duration.ofSeconds(5));
        return EventsCatalogue.create()
                .collectors()
                .get(0)
                .collect(tails, scrape)
                .samples();
    }

    /** Why nothing is shown; empty while something is. */
    static String whyNothingIsShown(EventTails tails) {
        try {
            shown(tails);
            return "";
        } catch (Exception e) {
            return tails.explain(e).message();
        }
    }

    static double requests(EventTails tails) throws Exception {
        return scrape(tails).stream()
                .filter(sample -> sample.metric().name().equals("api_requests_total"))
                .mapToDouble(sample -> ((Value) sample).value())
                .sum();
    }

    /** Waits until the tails show so many requests. */
    static void awaitRequests(EventTails tails, double wanted) throws Exception {
        Awaiting.until(() -> requests(tails) == wanted, () -> "requests " + requests(tails) + ", not " + wanted);
    }

    @Test
    void rowsCommittedWhileRunningAreCountedAsSqlCountsThem() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "running", "timestamp");
        table.insert(7, "/before", "GET", 200, 10);
        try (EventTails tails = ReadyTails.of(table.dataSource(), quickSettings())) {
            assertThat(requests(tails)).as("start: now").isZero();
            table.execute("TRUNCATE performance.api_metrics");
            table.insert(3, "/api/v1/users", "GET", 200, 5);
            table.insert(2, "/api/v1/users", "GET", 404, 500);
            table.insert(4, "/api/v1/orders", "POST", 503, 31_000);
            awaitRequests(tails, 9);
            assertThat(ApiTable.numbers(scrape(tails))).containsExactlyInAnyOrderEntriesOf(table.truth());
        }
    }

    @Test
    void fromTheBeginningEveryRowIsCountedAlsoFrozenOnesAndOnesWithoutATime() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "beginning", "timestamptz");
        table.insert(1000, "/old", "GET", 200, 20);
        table.execute("UPDATE performance.api_metrics SET recorded_at = now() - random() * interval '90 days'");
        table.execute("VACUUM FREEZE performance.api_metrics");
        table.insert(300, "/new", "GET", 200, 30);
        table.execute("UPDATE performance.api_metrics SET recorded_at = NULL WHERE endpoint = '/new'");
        try (EventTails tails =
                ReadyTails.of(table.dataSource(), quickSettings().with(TailSettings.Start.BEGINNING))) {
            awaitRequests(tails, 1300);
            table.insert(5, "/new", "GET", 200, 30);
            awaitRequests(tails, 1305);
            assertThat(ApiTable.numbers(scrape(tails))).containsExactlyInAnyOrderEntriesOf(table.truth());
        }
    }

    @Test
    void afterARestartTheCountsGoOnWithWhatWasWrittenMeanwhile() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "restarted", "timestamp");
        try (EventTails tails = ReadyTails.of(table.dataSource(), quickSettings())) {
            table.insert(10, "/a", "GET", 200, 20);
            awaitRequests(tails, 10);
        }
        table.insert(5, "/b", "GET", 200, 20);
        try (EventTails tails = ReadyTails.of(table.dataSource(), quickSettings())) {
            assertThat(requests(tails)).isEqualTo(15);
        }
    }

    @Test
    void aMissingTableIsSkippedOrFailsWithAdviceAndIsTailedOnceItIsThere() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "missing", "timestamptz");
        table.execute("DROP TABLE performance.api_metrics");
        try (EventTails tails = ReadyTails.of(table.dataSource(), quickSettings())) {
            Scrape scrape = Scrape.within(Duration.ofSeconds(5));
            assertThat(EventsCatalogue.create()
                            .collectors()
                            .get(0)
                            .requirement()
                            .unmetBy(tails.facts(scrape)))
                    .contains("table performance.api_metrics is missing: run kryonix-exporter schema apply");
            Collector<EventTails> required = EventsCatalogue.create(List.of(), EventsCatalogue.tables())
                    .collectors()
                    .get(0);
            assertThat(required.requirement().unmetBy(tails.facts(scrape))).isEmpty();
            assertThatThrownBy(() -> required.collect(tails, scrape))
                    .hasMessage("table performance.api_metrics is missing: run kryonix-exporter schema apply");
            table.createTable("timestamptz");
            Awaiting.until(() -> tails.facts(scrape).grants().contains("performance.api_metrics"), () -> "not seen");
            Awaiting.until(() -> tails.slots().get(0).figures() != null, () -> "not shown");
            table.insert(3, "/a", "GET", 200, 20);
            awaitRequests(tails, 3);
        }
    }

    @Test
    void aMissingGrantAndAMissingColumnAreToldInOneLine() throws Exception {
        ApiTable table = ApiTable.create(SERVER, "poor", "timestamptz");
        table.execute("DROP ROLE IF EXISTS poor", "CREATE ROLE poor LOGIN");
        try (EventTails tails =
                EventTails.of("main", table.dataSource("poor"), quickSettings()).start()) {
            Failure failure = failure(tails);
            assertThat(failure.kind()).isEqualTo(FailureKind.PERMISSION);
            assertThat(failure.message())
                    .isEqualTo(
                            "events main: user poor may not read performance.api_metrics: GRANT USAGE ON SCHEMA performance TO"
                                    + " poor; GRANT SELECT ON performance.api_metrics TO poor");
        }
        table.execute("GRANT USAGE ON SCHEMA performance TO poor");
        try (EventTails tails =
                EventTails.of("main", table.dataSource("poor"), quickSettings()).start()) {
            assertThat(failure(tails).message())
                    .endsWith("may not read performance.api_metrics: GRANT SELECT ON performance.api_metrics TO poor");
        }
        table.execute("ALTER TABLE performance.api_metrics DROP COLUMN status_code");
        try (EventTails tails =
                EventTails.of("main", table.dataSource(), quickSettings()).start()) {
            assertThat(failure(tails).message())
                    .isEqualTo(
                            "events main: table performance.api_metrics has no column status_code: add it, as kryonix-exporter"
                                    + " schema apply makes it");
        }
    }

    private static Failure failure(EventTails tails) throws Exception {
        assertThat(tails.awaitReady(Duration.ofSeconds(20))).isTrue();
        try {
            EventsCatalogue.create().collectors().get(0).collect(tails, Scrape.within(Duration.ofSeconds(1)));
            throw new AssertionError("it was collected");
        } catch (Exception e) {
            return tails.explain(e);
        }
    }
}
