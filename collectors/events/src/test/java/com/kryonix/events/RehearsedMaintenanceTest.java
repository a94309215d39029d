package com.kryonix.events;

import static com.kryonix.events.RetentionTest.DAY;
import static com.kryonix.events.RetentionTest.KEEP;
import static com.kryonix.events.RetentionTest.ROWS;
import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.maintenance.Maintenance;
import com.kryonix.events.maintenance.MaintenancePlan;
import com.kryonix.servers.RealPostgres;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A dry run says what the next run does, and changes nothing. */
class RehearsedMaintenanceTest {
    private static final String EVERYTHING = """
            SELECT string_agg(c.oid || ' ' || c.relname || ' ' || c.relfilenode || ' ' || coalesce(
                (xpath('/table/row/all/text()', query_to_xml(format(
                    'SELECT md5(string_agg(t::text, chr(10) ORDER BY t::text)) AS all FROM %s t', c.oid::regclass),
                    true, false, '')))[1]::text, 'none'), chr(10) ORDER BY c.oid)
            FROM pg_class c WHERE c.relnamespace = 'performance'::regnamespace AND c.relkind IN ('r', 'p')""";

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void itSaysWhatTheNextRunDoesAndChangesNothing(int major) throws Exception {
        try (RealPostgres server = RealPostgres.of(major).start()) {
            ApiTable table = RetentionTest.shipped(server);
            table.execute(DAY.formatted(45, 24), ROWS.formatted(45, 4), ROWS.formatted(400, 3), ROWS.formatted(2, 2));
            MaintenancePlan plan = new MaintenancePlan(RetentionTest.plan(KEEP).tables(), 9, null, null);
            same(table, plan.alsoOfUncounted(), 4);
            assertThat(table.rows()).isEqualTo(2);
            table.execute(ROWS.formatted(400, 5), ROWS.formatted(0, 6), DAY.formatted(40, 24));
            same(table, plan.alsoOfUncounted(), 3);
            assertThat(run(table, plan.alsoOfUncounted().rehearsed())).isEmpty();
        }
    }

    /** The lines of a dry run are those of the run that follows. */
    private static void same(ApiTable table, MaintenancePlan plan, int lines) throws Exception {
        Awaiting.until(
                () -> table.number(
                                "SELECT (pg_snapshot_xmin(s) = pg_snapshot_xmax(s))::int FROM pg_current_snapshot() s")
                        == 1,
                () -> "somebody writes");
        String before = table.text(EVERYTHING);
        List<String> rehearsed = run(table, plan.rehearsed());
        assertThat(table.text(EVERYTHING)).isEqualTo(before);
        List<String> said = rehearsed.stream()
                .map(line -> line.replace("would make", "made")
                        .replace("would drop", "dropped")
                        .replace("would delete", "deleted")
                        .replace("would be rolled up", "rolled up"))
                .toList();
        List<String> done = run(table, plan).stream()
                .map(line -> line.replaceFirst(" into [0-9,]+ cells of hours", ""))
                .toList();
        assertThat(said).hasSize(lines).isEqualTo(done);
        assertThat(table.text(EVERYTHING)).isNotEqualTo(before);
    }

    private static List<String> run(ApiTable table, MaintenancePlan plan) throws SQLException {
        Maintenance.Result result = Maintenance.run(table.dataSource(), plan);
        assertThat(result.failures()).isEmpty();
        return result.done();
    }
}
