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
import com.kryonix.events.table.EventTable;
import com.kryonix.servers.RealPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that is declared twice: what one declaration lets go the other has counted, too. */
class TwiceDeclaredRetentionTest {
    @AutoClose
    private static final RealPostgres SERVER = RealPostgres.of(17).start();

    private static final EventTable SHIPPED = EventsCatalogue.table("api_metrics");
    private static final String OTHERS_ROWS =
            "SELECT coalesce(sum(count), 0)::bigint FROM performance.daily WHERE metric = 'calls_total'";

    private final Path folder;

    TwiceDeclaredRetentionTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private EventTable other(String counter) throws IOException {
        return Declared.in(folder, "table: performance.api_metrics\nname: other\ncounters:\n  " + counter + ": {}\n");
    }

    private static MaintenancePlan plan(@Nullable Path files, EventTable... tables) {
        List<Retention> retentions = List.of(tables).stream()
                .map(table -> new Retention(table, table.name().equals("other") ? null : KEEP))
                .toList();
        return new MaintenancePlan(retentions, 7, files, null);
    }

    private static List<String> run(ApiTable table, MaintenancePlan plan) throws Exception {
        Maintenance.Result result = Maintenance.run(table.dataSource(), plan);
        assertThat(result.failures()).isEmpty();
        return result.done().stream().filter(line -> !line.contains("roll")).toList();
    }

    private static void count(ApiTable table, TailSettings settings, EventTable declared) throws Exception {
        try (EventTails tails = ReadyTails.of(table.dataSource(), settings, List.of(declared))) {}
    }

    @Test
    void aDayStaysUntilTheExportersOfBothHaveCountedIt() throws Exception {
        ApiTable table = shipped(SERVER, "twice_exported");
        EventTable other = other("calls_total");
        table.execute(DAY.formatted(45, 24), ROWS.formatted(45, 3));
        Path files = folder.resolve("counts");
        TailSettings settings = EventTailsTest.quickSettings();
        count(table, settings, SHIPPED);
        MaintenancePlan plan = plan(files, SHIPPED, other);
        assertThat(run(table, plan))
                .singleElement()
                .asString()
                .startsWith("kept performance.api_metrics from the beginning on: no exporter has a checkpoint of its"
                        + " tail \"other\", so perhaps none has counted it;");

        TailSettings.Tolerance usual = settings.tolerance();
        TailSettings slow = settings.with(new TailSettings.Tolerance(
                usual.skew(), Duration.ofDays(60), usual.margin(), usual.young(), usual.bornAtZero()));
        count(table, slow, other);
        assertThat(run(table, plan))
                .singleElement()
                .asString()
                .contains("tail \"other\" of exporter instance \"default\" has not counted it yet; if it is gone for"
                        + " good, DELETE FROM performance.exporter_checkpoint WHERE instance = 'default' AND tail ="
                        + " 'other'");
        assertThat(run(table, plan(files, SHIPPED)))
                .as("whoever else is declared elsewhere")
                .singleElement()
                .asString()
                .contains("tail \"other\" of exporter instance \"default\" has not counted it yet");

        table.execute("DELETE FROM performance.exporter_checkpoint WHERE tail = 'other'");
        count(table, slow.withCheckpointFile(files), other);
        assertThat(run(table, plan)).singleElement().asString().contains("counts.other has not counted it yet");
        assertThat(table.number(DAYS_THERE)).isEqualTo(1);
        Files.delete(folder.resolve("counts.other"));
        count(table, settings.withCheckpointFile(files), other);
        assertThat(run(table, plan)).singleElement().asString().startsWith("dropped performance.api_metrics_");
    }

    @Test
    void aDayIsInTheRollUpsOfBothAndStaysInThem() throws Exception {
        ApiTable table = shipped(SERVER, "twice_rolled_up");
        EventTable other = other("calls_total");
        table.execute(DAY.formatted(45, 24), ROWS.formatted(45, 3), ROWS.formatted(0, 2));
        MaintenancePlan plan = plan(null, SHIPPED, other).alsoOfUncounted();
        assertThat(run(table, plan)).anyMatch(line -> line.startsWith("dropped performance.api_metrics_"));
        assertThat(table.number(DAYS_THERE)).isZero();
        assertThat(table.number(OTHERS_ROWS)).isEqualTo(5);

        // Another shape: it begins anew.
        String more = "calls_total: {}\n  other_calls_total";
        run(table, plan(null, SHIPPED, other(more)).alsoOfUncounted());
        assertThat(table.number(OTHERS_ROWS)).as("with the day that has gone").isEqualTo(5);
    }

    @Test
    void aRollUpThatIsNotDeclaredHereHoldsDaysBackAndRemembersThoseThatGo() throws Exception {
        ApiTable table = shipped(SERVER, "once_declared");
        EventTable other = other("calls_total");
        table.execute(DAY.formatted(45, 24), ROWS.formatted(45, 3), ROWS.formatted(1, 2));
        run(table, plan(null, other).alsoOfUncounted());
        Retention brief = new Retention(SHIPPED, Duration.ofHours(1));
        Maintenance.Result result = Maintenance.run(
                table.dataSource(), new MaintenancePlan(List.of(brief), 7, null, null).alsoOfUncounted());
        assertThat(result.failures()).isEmpty();
        assertThat(result.done())
                .anyMatch(line -> line.startsWith("dropped performance.api_metrics_"))
                .anyMatch(
                        line -> line.endsWith(" on: the roll-up of the tail \"other\", which is not declared here, has"
                                + " not counted it yet; if it is gone for good, DELETE FROM performance.rollup_progress WHERE"
                                + " tail = 'other'"));
        assertThat(table.rows()).as("those of yesterday").isEqualTo(2);
        assertThat(table.number("SELECT count(*) FROM performance.rollup_progress WHERE dropped_before IS NOT NULL"))
                .isEqualTo(2);
    }

    @Test
    void aDeclarationThatCannotBeRolledUpHoldsDaysBackAsAFailureOfTheTable() throws Exception {
        ApiTable table = shipped(SERVER, "twice_broken");
        EventTable other = other("calls_total: {}\n  broken_total: {where: nothing_such = true}\n  more_total");
        table.execute(DAY.formatted(45, 24), ROWS.formatted(45, 3));
        MaintenancePlan plan = plan(null, SHIPPED, other).alsoOfUncounted();
        Maintenance.Result result = Maintenance.run(table.dataSource(), plan);
        assertThat(result.failures())
                .singleElement()
                .asString()
                .startsWith("performance.api_metrics: ")
                .contains("nothing_such");
        assertThat(result.done()).noneMatch(line -> line.startsWith("dropped"));
        assertThat(table.rows()).isEqualTo(3);
        table.execute("ALTER TABLE performance.api_metrics ADD nothing_such boolean");
        assertThat(run(table, plan)).anyMatch(line -> line.startsWith("dropped performance.api_metrics_"));
        assertThat(table.number(OTHERS_ROWS)).isEqualTo(3);
    }
}
