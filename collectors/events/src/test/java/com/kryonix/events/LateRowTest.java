package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that no quick pass sees, because they came later than the skew: the slow pass counts each of them, by any index. */
class LateRowTest {
    private static final Map<Integer, RealPostgres> SERVERS = new TreeMap<>();

    private static final int ROUNDS = 25;

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(RealPostgres::close);
    }

    private static String change(String index) {
        return switch (index) {
            case "btree" -> "SELECT";
            case "brin" ->
                "DROP INDEX performance.api_metrics_recorded_at_idx;"
                        + " CREATE INDEX ON performance.api_metrics USING brin (recorded_at)";
            default -> "DROP INDEX performance.api_metrics_recorded_at_idx";
        };
    }

    @ParameterizedTest
    @CsvSource({"btree, 13", "no index, 13", "partitions, 13", "btree, 18", "brin, 18", "partitions, 18"})
    void isCountedOnceHoweverManyQuickPassesHaveGoneByIt(String index, int major) throws Exception {
        RealPostgres server =
                SERVERS.computeIfAbsent(major, wanted -> RealPostgres.of(wanted).start());
        ApiTable table = ApiTable.create(server, "late_" + index.replace(' ', '_'), "timestamptz");
        if (index.equals("partitions")) {
            table.partition();
            table.execute("TRUNCATE performance.api_metrics");
        } else {
            table.execute(change(index));
        }
        TailSettings usual = EventTailsTest.quickSettings();
        TailSettings.Pace pace = usual.pace();
        TailSettings settings =
                usual.with(new TailSettings.Pace(pace.quick(), Duration.ofSeconds(2), pace.checkpoint(), 1));
        Random random = new Random(major);
        try (EventTails tails = ReadyTails.of(table.dataSource(), settings)) {
            int late = 0;
            for (int round = 1; round <= ROUNDS; round++) {
                table.insert(3, "/now", "GET", 200, 5);
                insert(table, "now() - interval '" + (10 + random.nextInt(15)) + " s'", "/late");
                late++;
                // Neither is late: one lies before all bounds of now, and above those of what was settled since.
                insert(table, round % 2 == 0 ? "'infinity'" : "now() - interval '1 s'", "/within");
                double settled = 4.0 * round;
                Awaiting.until(
                        () -> EventTailsTest.requests(tails) >= settled,
                        () -> EventTailsTest.requests(tails) + " of " + settled);
            }
            EventTailsTest.awaitRequests(tails, (double) table.rows());
            // What comes late now is counted by another slow pass, which must not count the others again.
            insert(table, "now() - interval '15 s'", "/late");
            EventTailsTest.awaitRequests(tails, (double) table.rows());
            assertThat(ApiTable.numbers(EventTailsTest.shown(tails))).containsExactlyInAnyOrderEntriesOf(table.truth());
            Ledger.Figures figures = tails.slots().get(0).figures();
            assertThat(figures).isNotNull();
            assertThat(figures.late()).isEqualTo(late + 1);
        }
    }

    private static void insert(ApiTable table, String time, String endpoint) {
        table.execute("INSERT INTO performance.api_metrics (endpoint, method, status_code, response_time, recorded_at)"
                + " VALUES ('" + endpoint + "', 'GET', 200, 7, " + time + ")");
    }
}
