package com.kryonix.postgres.subject;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.collector.HistogramValue;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Value;
import com.kryonix.postgres.Golden;
import com.kryonix.postgres.PostgresServer;
import com.kryonix.postgres.SharedPostgres;
import com.kryonix.postgres.Until;
import com.kryonix.servers.RealPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Sessions of every state, held open while the collector looks: one idle, one idle in a transaction, one waiting. */
class ActivityTest {
    static final List<Integer> MAJORS = RealPostgres.SUPPORTED;

    @ParameterizedTest
    @FieldSource("MAJORS")
    void sessionsAreCountedByWhatTheyDoAndOursAreLeftOut(int major) throws Exception {
        RealPostgres postgres = SharedPostgres.of(major);
        postgres.execute("CREATE TABLE IF NOT EXISTS fought_over (n int)");
        try (PostgresServer server = SharedPostgres.monitor(postgres);
                Connection idle = SharedPostgres.session(postgres, "shop", "web");
                Connection holder = SharedPostgres.session(postgres, "postgres", "batch");
                Connection waiter = SharedPostgres.session(postgres, "postgres", "batch")) {
            alone(idle, List.of(idle, holder, waiter));
            holder.setAutoCommit(false);
            execute(holder, "LOCK TABLE fought_over");
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> execute(waiter, "TABLE fought_over"));
            Until.so(
                    "somebody waits",
                    () -> ask(idle, "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'relation'") == 1);

            List<Sample> samples = new Activity(ClientActivity.BY_STATE)
                    .collect(server, SharedPostgres.scrape())
                    .samples();
            holder.rollback();
            waiting.join();

            Golden.masking(".*_age_seconds|.*_age_transactions|.*duration|pg_stat_activity_max.*|pg_backends")
                    .check("activity", major, samples);
            assertThat(histogram(samples, Activity.IDLE_AGE, "postgres").count())
                    .isEqualTo(1);
            assertThat(histogram(samples, Activity.IDLE_AGE, "shop").count()).isZero();
            assertThat(histogram(samples, Activity.TRANSACTION_AGE, "postgres").count())
                    .isEqualTo(2);
            assertThat(values(samples, Activity.OPEN_TRANSACTIONS)).containsExactly(2.0);
            assertThat(values(samples, Activity.OLDEST_TRANSACTION))
                    .allSatisfy(age -> assertThat(age).isPositive());
        }
    }

    @ParameterizedTest
    @FieldSource("MAJORS")
    void withoutAnyoneThereIsNoOldestTransaction(int major) throws Exception {
        RealPostgres postgres = SharedPostgres.of(major);
        try (PostgresServer server = SharedPostgres.monitor(postgres);
                Connection idle = SharedPostgres.session(postgres, "shop", "web")) {
            alone(idle, List.of(idle));
            List<Sample> samples = new Activity(ClientActivity.BY_CLIENT)
                    .collect(server, SharedPostgres.scrape())
                    .samples();
            assertThat(values(samples, Activity.OLDEST_TRANSACTION)).isEmpty();
            assertThat(values(samples, Activity.OLDEST_QUERY)).isEmpty();
            assertThat(values(samples, Activity.OPEN_TRANSACTIONS)).containsExactly(0.0);
            assertThat(samples)
                    .filteredOn(sample -> sample.metric().name().equals("pg_stat_activity_count"))
                    .singleElement()
                    // The last two say what it waits for, which it may not have begun to do.
                    .satisfies(sample -> assertThat(sample.labelValues())
                            .hasSize(7)
                            .startsWith("shop", "idle", "postgres", "web", "client backend"));
        }
    }

    /** As Debian's postgres_exporter 0.11.1 has it: every state of every database, templates included. */
    @ParameterizedTest
    @FieldSource("MAJORS")
    void aDatabaseWithoutASessionHasAZeroForEachState(int major) throws Exception {
        RealPostgres postgres = SharedPostgres.of(major);
        try (PostgresServer server = SharedPostgres.monitor(postgres);
                Connection idle = SharedPostgres.session(postgres, "shop", "web")) {
            alone(idle, List.of(idle));
            List<Sample> counts = new Activity(ClientActivity.BY_STATE)
                    .collect(server, SharedPostgres.scrape()).samples().stream()
                            .filter(sample -> sample.metric().name().equals("pg_stat_activity_count"))
                            .toList();
            assertThat(counts).hasSize(6 * (int) ask(idle, "SELECT count(*) FROM pg_database"));
            assertThat(counts)
                    .filteredOn(sample -> ((Value) sample).value() != 0)
                    .singleElement()
                    .satisfies(sample -> assertThat(sample.labelValues()).containsExactly("shop", "idle"));
            assertThat(counts)
                    .anySatisfy(sample -> assertThat(sample.labelValues())
                            .containsExactly("template0", "idle in transaction (aborted)"));
        }
    }

    /** Waits until the sessions of earlier tests have gone. */
    private static void alone(Connection observer, List<Connection> expected) throws Exception {
        Until.so(
                "only our sessions are left",
                () -> ask(
                                observer,
                                "SELECT count(*) FROM pg_stat_activity WHERE backend_type IN ('client backend', 'parallel worker')"
                                        + " AND application_name NOT LIKE 'kryonix%'")
                        == expected.size());
    }

    private static void execute(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static HistogramValue histogram(List<Sample> samples, Metric metric, String database) {
        return (HistogramValue) of(samples, metric)
                .filter(sample -> sample.labelValues().contains(database))
                .findFirst()
                .orElseThrow();
    }

    private static List<Double> values(List<Sample> samples, Metric metric) {
        return of(samples, metric).map(sample -> ((Value) sample).value()).toList();
    }

    private static Stream<Sample> of(List<Sample> samples, Metric metric) {
        return samples.stream().filter(sample -> sample.metric().equals(metric));
    }
}
