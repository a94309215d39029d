package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that no quick pass sees, because they came later than the skew: the slow pass counts each of them, by any index. */
class LateRowTest {
    private static final Map<Integer, RealPostgres> SERVERS = new TreeMap<>();

    private static final int ROUNDS = 16;

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

    /**
     * A late row lies before the bound of the pass that settles it: just before, when it is hardly later than the skew, and
     * then among the passes since the last slow one it is a later one that tells; far before, and it is the first. The first
     * row after a fold is of the very transaction at which the next one begins, where no checkpoint is written in between.
     */
    @ParameterizedTest
    @CsvSource({"no index, 13", "partitions, 13", "btree, 18", "brin, 18"})
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
        TailSettings settings = usual.with(
                new TailSettings.Pace(Duration.ofMillis(400), Duration.ofSeconds(5), Duration.ofMinutes(10), 1));
        try (EventTails tails = ReadyTails.of(table.dataSource(), settings)) {
            int seenAtOnce = 0;
            for (int round = 1; round <= ROUNDS; round++) {
                for (String late : List.of("2.2 s", "2.6 s", "3.5 s", "12 s")) {
                    insert(table, "now() - interval '" + late + "'", "/late");
                }
                insert(table, round % 2 == 0 ? "'infinity'" : "now()", "/within");
                double wanted = ++seenAtOnce;
                Awaiting.until(
                        () -> EventTailsTest.requests(tails) >= wanted,
                        () -> EventTailsTest.requests(tails) + " of " + wanted);
            }
            EventTailsTest.awaitRequests(tails, (double) table.rows());
            // What comes late now is counted by another slow pass, which must not count the others again.
            insert(table, "now() - interval '12 s'", "/late");
            EventTailsTest.awaitRequests(tails, (double) table.rows());
            assertThat(ApiTable.numbers(EventTailsTest.shown(tails))).containsExactlyInAnyOrderEntriesOf(table.truth());
            Ledger.Figures figures = tails.slots().get(0).figures();
            assertThat(figures).isNotNull();
            // On a machine that is slow for a moment a quick pass still sees those that are hardly late.
            assertThat(figures.late()).isGreaterThan(2 * ROUNDS).isLessThanOrEqualTo(4 * ROUNDS + 1);
        }
    }

    private static void insert(ApiTable table, String time, String endpoint) {
        table.execute("INSERT INTO performance.api_metrics (endpoint, method, status_code, response_time, recorded_at)"
                + " VALUES ('" + endpoint + "', 'GET', 200, 7, " + time + ")");
    }
}
