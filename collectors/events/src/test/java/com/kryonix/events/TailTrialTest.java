package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.collector.Sample;
import com.kryonix.servers.RealPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The trial: hostile writers, an exporter that is killed again and again and goes on from its checkpoint, a
 * partition that is dropped, a server that crashes. In the end every count, sum and bucket is what SQL says, and no shown value ever fell.
 *
 * <p>{@code -Dtrial.seconds=60 -Dtrial.seed=7} for more of it.
 */
class TailTrialTest {
    private static final int SECONDS = Integer.getInteger("trial.seconds", 15);
    private static final long SEED = Long.getLong("trial.seed", 1L);
    private static final double LATE = 20;
    private static final int KILLS = 10;
    private static final int RESTARTS = 3;

    @ParameterizedTest
    @ValueSource(ints = {13, 14, 15, 16, 17, 18})
    void everyRowIsCountedOnceAndNoShownValueFalls(int major) throws Exception {
        try (RealPostgres server = RealPostgres.of(major).start()) {
            ApiTable table = ApiTable.create(server, "trial", major == 15 ? "timestamp" : "timestamptz");
            table.partition();
            Random random = new Random(SEED + major);
            Shown shown = new Shown();
            Killable tails = new Killable(table, settings());
            assertThat(tails.tails().awaitReady(Duration.ofSeconds(30))).isTrue();
            shown.see(EventTailsTest.shown(tails.tails()));
            long folds = 0;
            int kills = 0;
            int restarts = 0;
            CompletableFuture<Void> drop = null;
            HostileWriters writers = new HostileWriters(table, SEED, LATE * 0.9);
            try (writers) {
                long began = System.nanoTime();
                long kill = began;
                while (elapsed(began) < 1 || kills < KILLS || restarts < RESTARTS) {
                    shown.see(EventTailsTest.shown(tails.tails()));
                    if (System.nanoTime() > kill) {
                        folds += folds(tails);
                        tails.kill();
                        tails = new Killable(table, settings());
                        kills++;
                        kill = System.nanoTime()
                                + Duration.ofMillis(300 + random.nextInt(1700)).toNanos();
                    }
                    if (drop == null && elapsed(began) > 0.4) {
                        drop = CompletableFuture.runAsync(() -> drop(table));
                    }
                    if (restarts < RESTARTS && elapsed(began) > (restarts + 1.0) / (RESTARTS + 1)) {
                        server.stopImmediately();
                        server.start();
                        restarts++;
                    }
                    Awaiting.pause();
                }
            }
            assertThat(drop).isNotNull().succeedsWithin(Duration.ofSeconds(30));
            EventTails last = tails.tails();
            try (last) {
                Map<String, Double> truth = table.truth(ApiTable.everWritten());
                Awaiting.until(
                        () -> ApiTable.numbers(EventTailsTest.shown(last)).equals(truth),
                        () -> differences(truth, ApiTable.numbers(EventTailsTest.shown(last)))
                                .toString());
                shown.see(EventTailsTest.shown(last));
                Map<String, Double> numbers = ApiTable.numbers(EventTailsTest.shown(last));
                System.out.printf(
                        "PostgreSQL %d: %d folds, %d rows of which %d were dropped, %d kills, %d immediate restarts,"
                                + " %d series compared with SQL, %d differences; %d scrapes, %d falls%n",
                        major,
                        folds + folds(tails),
                        table.number("SELECT count(*) FROM " + ApiTable.everWritten()),
                        table.number("SELECT count(*) FROM performance.dropped"),
                        kills,
                        restarts,
                        truth.size(),
                        differences(truth, numbers).size(),
                        shown.seen,
                        shown.falls.size());
                assertThat(numbers).containsExactlyInAnyOrderEntriesOf(truth);
            }
            assertThat(table.number("SELECT count(*) FROM performance.dropped")).isEqualTo(2000);
            assertThat(shown.falls).isEmpty();
        }
    }

    /** As a share of the trial's length. */
    private static double elapsed(long began) {
        return (System.nanoTime() - began) / 1e9 / SECONDS;
    }

    private static long folds(Killable tails) {
        return tails.tails().slots().get(0).health().report(System.nanoTime()).folds();
    }

    /** Again, when the server goes away meanwhile. */
    private static void drop(ApiTable table) {
        for (int tries = 0; tries < 20; tries++) {
            try {
                table.dropPast();
                return;
            } catch (SQLException serverWentAway) {
                if ("42P01".equals(serverWentAway.getSQLState())) {
                    return;
                }
                LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            }
        }
        throw new AssertionError("the partition is not dropped");
    }

    private static Map<String, String> differences(Map<String, Double> truth, Map<String, Double> numbers) {
        Map<String, String> differences = new TreeMap<>();
        truth.forEach((series, value) -> {
            if (!value.equals(numbers.get(series))) {
                differences.put(series, numbers.get(series) + " and not " + value);
            }
        });
        numbers.forEach((series, value) -> {
            if (!truth.containsKey(series)) {
                differences.put(series, value + " and not there");
            }
        });
        return differences;
    }

    private static TailSettings settings() {
        return TailSettings.defaults()
                .with(TailSettings.Start.BEGINNING)
                .with(new TailSettings.Pace(Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofMillis(700), 1))
                .with(new TailSettings.Tolerance(
                        Duration.ofSeconds(2),
                        Duration.ofMillis((long) (LATE * 1000)),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(1)));
    }

    /** What was shown last, and what fell. */
    private static final class Shown {
        private Map<String, Double> last = Map.of();
        private final Map<String, String> falls = new HashMap<>();
        private int seen;

        void see(List<Sample> samples) {
            if (samples.isEmpty()) {
                return;
            }
            Map<String, Double> now = ApiTable.numbers(samples);
            last.forEach((series, value) -> {
                double next = now.getOrDefault(series, -1.0);
                if (next < value) {
                    falls.put(series, value + " to " + next);
                }
            });
            last = now;
            seen++;
        }
    }
}
