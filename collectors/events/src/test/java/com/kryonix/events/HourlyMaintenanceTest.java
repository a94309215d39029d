package com.kryonix.events;

import static com.kryonix.events.RetentionTest.DAY;
import static com.kryonix.events.RetentionTest.DAYS_THERE;
import static com.kryonix.events.RetentionTest.KEEP;
import static com.kryonix.events.RetentionTest.plan;
import static com.kryonix.events.RetentionTest.shipped;
import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.collector.Scrape;
import com.kryonix.collector.Value;
import com.kryonix.events.maintenance.HourlyMaintenance;
import com.kryonix.events.maintenance.MaintenanceHealth;
import com.kryonix.servers.RealPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code serve --maintain} does each hour, here many times a second. */
class HourlyMaintenanceTest {
    private static final RealPostgres SERVER = RealPostgres.of(17);
    private static final HourlyMaintenance.Pace QUICK =
            new HourlyMaintenance.Pace(Duration.ZERO, Duration.ofMillis(20));

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static HourlyMaintenance begin(DataSource database, MaintenanceHealth health) {
        HourlyMaintenance hourly = new HourlyMaintenance("main", database, plan(KEEP), health, QUICK);
        hourly.start();
        return hourly;
    }

    @Test
    void eachRunDoesWhatIsThereToDoAndItIsShownHowItWent() throws Exception {
        ApiTable table = shipped(SERVER, "hourly");
        table.execute(DAY.formatted(45, 24));
        EventTails tails = EventTails.of("main", table.dataSource(), EventTailsTest.quickSettings());
        assertThat(shown(tails)).isEmpty();
        Instant began = Instant.now();
        try (HourlyMaintenance first = begin(table.dataSource(), tails.maintenance());
                HourlyMaintenance second = begin(table.dataSource(), new MaintenanceHealth())) {
            assertThat(List.of(first, second)).doesNotContainNull();
            Awaiting.until(() -> table.number(DAYS_THERE) == 0, () -> "the first day is not dropped");
            table.execute(DAY.formatted(40, 24));
            Awaiting.until(() -> table.number(DAYS_THERE) == 0, () -> "the second day is not dropped");
            Awaiting.until(() -> !shown(tails).isEmpty(), () -> "nothing is shown");
        }
        assertThat(shown(tails))
                .containsEntry("kryonix_maintenance_success api_metrics", 1.0)
                .hasEntrySatisfying(
                        "kryonix_maintenance_last_success_timestamp_seconds api_metrics",
                        at -> assertThat(at)
                                .isBetween(
                                        began.getEpochSecond() + 0.0,
                                        Instant.now().getEpochSecond() + 1.0));
    }

    @Test
    void aFailureIsSaidOnceAndOverWhenItsCauseIs() throws Exception {
        ApiTable table = shipped(SERVER, "hourly_guest");
        table.execute("CREATE ROLE housekeeper LOGIN", "GRANT USAGE ON SCHEMA performance TO housekeeper");
        table.execute("GRANT SELECT ON ALL TABLES IN SCHEMA performance TO housekeeper");
        EventTails tails = EventTails.of("main", table.dataSource(), EventTailsTest.quickSettings());
        String series = "kryonix_maintenance_success api_metrics";
        try (LoggedLines lines = LoggedLines.open();
                HourlyMaintenance hourly = begin(table.dataSource("housekeeper"), tails.maintenance())) {
            assertThat(hourly).isNotNull();
            Awaiting.until(() -> shown(tails).getOrDefault(series, -1.0) == 0, () -> "no failure is shown");
            table.execute("GRANT postgres TO housekeeper");
            Awaiting.until(() -> shown(tails).getOrDefault(series, -1.0) == 1, () -> "it still fails");
            assertThat(lines.with("maintenance main: performance.api_metrics: user housekeeper may not maintain"
                            + " performance.api_metrics, which belongs to postgres: run schema maintain as postgres, or GRANT"
                            + " \"postgres\" TO \"housekeeper\""))
                    .hasSize(1);
        }
    }

    @Test
    void aServerThatIsDownIsOneLineAndLastingNews() throws Exception {
        ApiTable table = shipped(SERVER, "hourly_down");
        Moving place = new Moving(table.dataSource());
        EventTails tails = EventTails.of("main", table.dataSource(), EventTailsTest.quickSettings());
        String series = "kryonix_maintenance_success api_metrics";
        try (LoggedLines lines = LoggedLines.open();
                HourlyMaintenance hourly = begin(place.address(), tails.maintenance())) {
            assertThat(hourly).isNotNull();
            Awaiting.until(() -> shown(tails).getOrDefault(series, -1.0) == 1, () -> "no run");
            place.to(table.dataSource("nobody_of_this_name"));
            Awaiting.until(() -> shown(tails).getOrDefault(series, -1.0) == 0, () -> "no failure");
            place.to(table.dataSource());
            Awaiting.until(() -> shown(tails).getOrDefault(series, -1.0) == 1, () -> "no run");
            assertThat(lines.with("nobody_of_this_name")).hasSize(1);
        }
    }

    private static Map<String, Double> shown(EventTails tails) {
        Map<String, Double> shown = new TreeMap<>();
        new MaintenanceCollector()
                .collect(tails, Scrape.within(Duration.ofSeconds(5)))
                .samples()
                .forEach(sample -> shown.put(
                        sample.metric().name() + " " + String.join(" ", sample.labelValues()),
                        ((Value) sample).value()));
        return shown;
    }
}
