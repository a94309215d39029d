package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.maintenance.Maintenance;
import com.kryonix.servers.RealPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two runs at the same moment, again and again, beside hostile writers: each row is in its hour once. */
class TwoRunsTest {
    private static final int ROUNDS = Integer.getInteger("trial.rounds", 10);
    private static final Duration KEEP = Duration.ofDays(30);

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void atOnceRollUpEachRowOnceAndNeitherFails(int major) throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(2);
        try (RealPostgres server = RealPostgres.of(major).start()) {
            ApiTable table = RetentionTest.shipped(server);
            List<String> lines = new ArrayList<>();
            int made = 0;
            try (HostileWriters writers = new HostileWriters(table, major, 18_000)) {
                assertThat(writers).isNotNull();
                for (int round = 0; round < ROUNDS; round++) {
                    if (table.number(RetentionTest.DAYS_THERE) == 0) {
                        table.execute(RetentionTest.DAY.formatted(45, 24));
                        made++;
                    }
                    table.execute(
                            "DO $do$ BEGIN EXECUTE (SELECT string_agg('DROP TABLE ' || inhrelid::regclass, ';') FROM"
                                    + " pg_inherits WHERE inhrelid::regclass::text > 'performance.frontend_metrics_2' AND"
                                    + " inhparent = 'performance.frontend_metrics'::regclass AND inhrelid::regclass::text"
                                    + " !~ 'default'); END $do$");
                    lines.addAll(atOnce(both, table));
                }
            }
            lines.addAll(atOnce(both, table));
            assertThat(lines.stream().filter(line -> line.startsWith("dropped performance.api_metrics_")))
                    .as("a writer may hold a day for a while, and each is dropped by one run")
                    .hasSize(made);
            Awaiting.until(() -> RollUpTest.settled(table), () -> "not every row becomes final");
            Map<String, Double> truth = RollUpTest.truth(table, "hour");
            assertThat(truth).isNotEmpty();
            assertThat(RollUpTest.numbers(table, "hour", "performance.hourly")).isEqualTo(truth);
            assertThat(RollUpTest.numbers(table, "day", "performance.daily")).isEqualTo(RollUpTest.truth(table, "day"));
            long met =
                    lines.stream().filter(line -> line.contains("another run")).count();
            System.out.printf("PostgreSQL %d: %d rounds, %d times one met the other%n", major, ROUNDS, met);
            assertThat(met).isPositive();
        } finally {
            both.shutdownNow();
        }
    }

    /** What both said. */
    private static List<String> atOnce(ExecutorService both, ApiTable table) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        Callable<Maintenance.Result> run = () -> {
            start.await();
            return Maintenance.run(table.dataSource(), RollUpTest.plan(KEEP));
        };
        Future<Maintenance.Result> one = both.submit(run);
        Future<Maintenance.Result> other = both.submit(run);
        List<String> lines = new ArrayList<>();
        for (Maintenance.Result result : List.of(one.get(), other.get())) {
            assertThat(result.failures()).isEmpty();
            lines.addAll(result.done());
        }
        return lines;
    }
}
