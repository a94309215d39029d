package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.collector.Sample;
import com.kryonix.servers.RealPostgres;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The trial: hostile writers, an exporter that is killed again and again and goes on from its checkpoint, a server that
 * crashes. In the end every count, sum and bucket is what SQL says, and no shown value ever fell.
 *
 * <p>{@code -Dtrial.seconds=60 -Dtrial.seed=7} for more of it.
 */
class TailTrialTest {
    private static final int SECONDS = Integer.getInteger("trial.seconds", 15);
    private static final long SEED = Long.getLong("trial.seed", 1L);
    private static final double LATE = 20;

    @ParameterizedTest
    @ValueSource(ints = {13, 15, 18})
    void everyRowIsCountedOnceAndNoShownValueFalls(int major) throws Exception {
        try (RealPostgres server = RealPostgres.of(major).start()) {
            ApiTable table = ApiTable.create(server, "trial", major == 15 ? "timestamp" : "timestamptz");
            Random random = new Random(SEED + major);
            Shown shown = new Shown();
            Killable tails = new Killable(table, settings());
            assertThat(tails.tails().awaitReady(Duration.ofSeconds(30))).isTrue();
            int kills = 0;
            int serverCrashes = 0;
            HostileWriters writers = new HostileWriters(table, SEED, LATE * 0.9);
            try (writers) {
                long began = System.nanoTime();
                long end = began + Duration.ofSeconds(SECONDS).toNanos();
                long crash = began + Duration.ofSeconds(SECONDS).toNanos() / 2;
                long kill = began;
                while (System.nanoTime() < end) {
                    shown.see(EventTailsTest.shown(tails.tails()));
                    if (System.nanoTime() > kill) {
                        tails.kill();
                        tails = new Killable(table, settings());
                        kills++;
                        kill = System.nanoTime()
                                + Duration.ofMillis(300 + random.nextInt(2500)).toNanos();
                    }
                    if (serverCrashes == 0 && System.nanoTime() > crash) {
                        server.stopImmediately();
                        server.start();
                        serverCrashes++;
                    }
                    Awaiting.pause();
                }
            }
            EventTails last = tails.tails();
            try (last) {
                Map<String, Double> truth = table.truth();
                Awaiting.until(
                        () -> ApiTable.numbers(EventTailsTest.shown(last)).equals(truth), () -> "counts differ");
                shown.see(EventTailsTest.shown(last));
                assertThat(ApiTable.numbers(EventTailsTest.shown(last))).containsExactlyInAnyOrderEntriesOf(truth);
            }
            assertThat(kills).isPositive();
            assertThat(serverCrashes).isEqualTo(1);
            assertThat(shown.falls).isEmpty();
            System.out.printf(
                    "PostgreSQL %d: %d rows, %d kills, %d scrapes with values%n",
                    major, table.rows(), kills, shown.seen);
        }
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
