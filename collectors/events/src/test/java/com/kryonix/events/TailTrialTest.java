package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The trial: hostile writers, an exporter that is killed again and again ({@code kill -9}, in folds and in checkpoints,
 * too) and goes on from its checkpoint, a partition that is dropped, a server that crashes. In the end every count, sum
 * and bucket is what SQL says, and no value that any of the processes showed was above one that was shown later.
 *
 * <p>{@code -Dtrial.seconds=60 -Dtrial.seed=7} for more of it.
 */
class TailTrialTest {
    private static final int SECONDS = Integer.getInteger("trial.seconds", 15);
    private static final long SEED = Long.getLong("trial.seed", 1L);
    private static final int KILLS = 10;
    private static final int RESTARTS = 3;
    private static final TailGenerations.Moment[] MOMENTS = TailGenerations.Moment.values();

    @ParameterizedTest
    @ValueSource(ints = {13, 14, 15, 16, 17, 18})
    void everyRowIsCountedOnceAndNoShownValueFalls(int major, @TempDir Path folder) throws Exception {
        try (RealPostgres server = RealPostgres.of(major).start()) {
            ApiTable table = ApiTable.create(server, "trial", major == 15 ? "timestamp" : "timestamptz");
            table.partition();
            try (TailGenerations tails = new TailGenerations(table, folder.resolve("tails.log"))) {
                Awaiting.until(() -> !tails.scrape().isEmpty(), () -> "nothing is shown");
                int restarts = beset(server, table, tails, new Random(SEED + major));
                Map<String, Double> truth = table.truth(ApiTable.everWritten());
                Awaiting.until(
                        () -> tails.scrape().equals(truth),
                        () -> differences(truth, tails.scrape()) + "; logged:\n" + tails.log());
                Map<String, Double> numbers = tails.scrape();
                System.out.printf(
                        "PostgreSQL %d: %d folds, %d rows of which %d were dropped, kills by SIGKILL %s, %d immediate"
                                + " restarts, %d series compared with SQL, %d differences; %d scrapes, %d falls%n",
                        major,
                        tails.folds(),
                        table.number("SELECT count(*) FROM " + ApiTable.everWritten()),
                        table.number("SELECT count(*) FROM performance.dropped"),
                        tails.kills(),
                        restarts,
                        truth.size(),
                        differences(truth, numbers).size(),
                        tails.scrapes(),
                        tails.falls().size());
                assertThat(numbers).containsExactlyInAnyOrderEntriesOf(truth);
                assertThat(tails.end()).isZero();
                assertThat(tails.falls()).as(tails::log).isEmpty();
                assertThat(tails.kills()).containsOnlyKeys(TailGenerations.Moment.values());
            }
            assertThat(table.number("SELECT count(*) FROM performance.dropped")).isEqualTo(2000);
        }
    }

    /** Writes, kills, drops and crashes until there was enough of all. Returns how often the server was restarted. */
    private static int beset(RealPostgres server, ApiTable table, TailGenerations tails, Random random)
            throws Exception {
        int kills = 0;
        int restarts = 0;
        CompletableFuture<Void> drop = null;
        try (HostileWriters writers = new HostileWriters(table, SEED, TailProcessMain.LATE * 0.9)) {
            long began = System.nanoTime();
            long kill = began;
            while (elapsed(began) < 1 || kills < KILLS || restarts < RESTARTS) {
                tails.scrape();
                if (System.nanoTime() > kill) {
                    tails.killAt(MOMENTS[kills % MOMENTS.length]);
                    kills++;
                    kill = System.nanoTime()
                            + Duration.ofMillis(100 + random.nextInt(900)).toNanos();
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
        return restarts;
    }

    /** As a share of the trial's length. */
    private static double elapsed(long began) {
        return (System.nanoTime() - began) / 1e9 / SECONDS;
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
}
