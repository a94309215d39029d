package com.kryonix.events;

import static com.kryonix.events.RetentionTest.DAY;
import static com.kryonix.events.RetentionTest.DAYS_THERE;
import static com.kryonix.events.RetentionTest.KEEP;
import static com.kryonix.events.RetentionTest.ROWS;
import static com.kryonix.events.RetentionTest.shipped;
import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.maintenance.Maintenance;
import com.kryonix.events.maintenance.MaintenancePlan;
import com.kryonix.events.maintenance.Retention;
import com.kryonix.servers.RealPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no exporter has a checkpoint of stays, unless one insists; and what is missing is said. */
class UncountedRetentionTest {
    private static final String KEPT =
            "kept performance.api_metrics from the beginning on: no exporter has a checkpoint of"
                    + " it, so perhaps none has counted it; start one, or name the files of one that keeps its checkpoints in files"
                    + " (events.checkpoint_file), or run schema maintain --even-uncounted, which drops its old days all the same";

    @Test
    void itIsKeptUntilAnExporterHasACheckpointInTheDatabase() throws Exception {
        try (RealPostgres server = RealPostgres.of(13).start()) {
            ApiTable table = shipped(server);
            assertThat(done(table, null)).as("nothing is old").isEmpty();
            table.execute(DAY.formatted(45, 24), ROWS.formatted(400, 3));
            assertThat(done(table, null)).containsExactly(KEPT);
            assertThat(done(table, null)).containsExactly(KEPT);
            assertThat(table.rows()).isEqualTo(3);
            assertThat(table.number(DAYS_THERE)).isEqualTo(1);
            try (EventTails tails = ReadyTails.of(table.dataSource(), EventTailsTest.quickSettings())) {}
            assertThat(done(table, null)).hasSize(2).noneMatch(line -> line.startsWith("kept"));
            assertThat(table.rows()).isZero();
            assertThat(table.number(DAYS_THERE)).isZero();
        }
    }

    @Test
    void orInTheFilesThatAreConfigured(@TempDir Path folder) throws Exception {
        try (RealPostgres server = RealPostgres.of(18).start()) {
            ApiTable table = shipped(server);
            table.execute(ROWS.formatted(400, 3));
            Path file = folder.resolve("counts");
            TailSettings settings = EventTailsTest.quickSettings().withCheckpointFile(file);
            try (EventTails tails = ReadyTails.of(table.dataSource(), settings)) {}
            assertThat(done(table, null)).containsExactly(KEPT);
            assertThat(done(table, file)).singleElement().asString().startsWith("deleted 3 rows of before ");
        }
    }

    @Test
    void eachRunSaysWhatItKeeps() throws Exception {
        try (RealPostgres server = RealPostgres.of(18).start()) {
            ApiTable table = shipped(server);
            LocalDate from = LocalDate.now(ZoneOffset.UTC).minusDays(30);
            MaintenancePlan plan = new MaintenancePlan(
                    List.of(
                            new Retention(EventsCatalogue.table("api_metrics"), KEEP),
                            new Retention(EventsCatalogue.table("cache_metrics"), Duration.ofHours(36), "a key"),
                            new Retention(EventsCatalogue.table("alerts"), null)),
                    7,
                    null,
                    null);
            assertThat(Maintenance.run(table.dataSource(), plan).policies())
                    .hasSize(3)
                    .contains("performance.api_metrics: keeps 30 days (default): rows from " + from + " on")
                    .contains("performance.alerts: keeps all rows (default)")
                    .anyMatch(line -> line.startsWith("performance.cache_metrics: keeps 36h (a key): rows from "));
        }
    }

    @Test
    void beforeSchemaApplyTheMissingRollUpsAreAFailure() throws Exception {
        try (RealPostgres server = RealPostgres.of(18).start()) {
            ApiTable table = ApiTable.create(server, "unapplied", "timestamptz");
            assertThat(Maintenance.run(table.dataSource(), RetentionTest.plan(null))
                            .failures())
                    .extracting(Maintenance.Failure::toString)
                    .containsExactly(
                            "roll-ups: table performance.rollup_progress is missing: run kryonix-exporter schema"
                                    + " apply");
        }
    }

    private static List<String> done(ApiTable table, @Nullable Path checkpoints) throws SQLException {
        MaintenancePlan plan = new MaintenancePlan(RetentionTest.plan(KEEP).tables(), 7, checkpoints, null);
        Maintenance.Result result = Maintenance.run(table.dataSource(), plan);
        assertThat(result.failures()).isEmpty();
        return result.done().stream().filter(line -> !line.contains("roll")).toList();
    }
}
