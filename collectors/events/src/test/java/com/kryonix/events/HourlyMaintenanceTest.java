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
import com.kryonix.events.maintenance.MaintenancePlan;
import com.kryonix.events.maintenance.Retention;
import com.kryonix.servers.RealPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What {@code serve --maintain} does each hour, here many times a second. */
class HourlyMaintenanceTest {
    @AutoClose
    private static final RealPostgres SERVER = RealPostgres.of(17).start();

    private static final HourlyMaintenance.Pace QUICK =
            new HourlyMaintenance.Pace(Duration.ZERO, Duration.ofMillis(20));

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

    @Test
    void aFirstRunThatFailsIsShownForEachTableThatMayBeThere() throws Exception {
        ApiTable table = shipped(SERVER, "hourly_late");
        table.execute("DROP TABLE performance.cache_metrics");
        Moving place = new Moving(table.dataSource("nobody_of_this_name"));
        EventTails tails = EventTails.of("main", table.dataSource(), EventTailsTest.quickSettings());
        List<Retention> both = Stream.of("api_metrics", "cache_metrics")
                .map(name -> new Retention(EventsCatalogue.table(name), null))
                .toList();
        String series = "kryonix_maintenance_success ";
        try (HourlyMaintenance hourly = new HourlyMaintenance(
                "main", place.address(), new MaintenancePlan(both, 7, null, null), tails.maintenance(), QUICK)) {
            hourly.start();
            Awaiting.until(() -> !shown(tails).isEmpty(), () -> "nothing is shown");
            assertThat(shown(tails))
                    .containsOnly(Map.entry(series + "api_metrics", 0.0), Map.entry(series + "cache_metrics", 0.0));
            place.to(table.dataSource());
            Awaiting.until(() -> shown(tails).getOrDefault(series + "api_metrics", -1.0) == 1, () -> "it still fails");
            assertThat(shown(tails)).as("of the one that is there").doesNotContainKey(series + "cache_metrics");
        }
    }

    @Test
    void anErrorEndsThatRunAlone() throws Exception {
        ApiTable table = shipped(SERVER, "hourly_error");
        AtomicBoolean broken = new AtomicBoolean();
        PGSimpleDataSource fragile = new PGSimpleDataSource() {
            private static final long serialVersionUID = 1L;

            @Override
            public Connection getConnection() throws SQLException {
                if (broken.get()) {
                    throw new NoClassDefFoundError("org/example/Missing");
                }
                return super.getConnection();
            }
        };
        fragile.setURL(SERVER.jdbcUrl("hourly_error"));
        EventTails tails = EventTails.of("main", table.dataSource(), EventTailsTest.quickSettings());
        String series = "kryonix_maintenance_success api_metrics";
        try (LoggedLines lines = LoggedLines.open();
                HourlyMaintenance hourly = begin(fragile, tails.maintenance())) {
            assertThat(hourly).isNotNull();
            Awaiting.until(() -> shown(tails).getOrDefault(series, -1.0) == 1, () -> "no run");
            broken.set(true);
            Awaiting.until(() -> shown(tails).getOrDefault(series, -1.0) == 0, () -> "no failure is shown");
            broken.set(false);
            Awaiting.until(() -> shown(tails).getOrDefault(series, -1.0) == 1, () -> "the thread has ended");
            assertThat(lines.with("a defect in the exporter: java.lang.NoClassDefFoundError: org/example/Missing"))
                    .hasSize(1);
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
