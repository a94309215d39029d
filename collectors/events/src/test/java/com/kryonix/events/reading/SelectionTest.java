package com.kryonix.events.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.fold.ZonedTime;
import com.kryonix.servers.RealPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a server goes about the rows that are selected. */
class SelectionTest {
    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** A small table is what a planner would rather read whole, for each stretch. */
    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void stretchesAreFoundByTheIndexInNoPartitionOfOtherDays(int major) throws Exception {
        Instant now = Instant.now();
        long from = micros(now.minusSeconds(120));
        List<Stretch> stretches =
                List.of(new Stretch(from, micros(now.minusSeconds(60)), 1000), new Stretch(from, Long.MAX_VALUE, 1001));
        Selection rows =
                new Selection("\"at\"", new ZonedTime(), true).from(from).within(stretches);
        try (RealPostgres server = RealPostgres.of(major).start();
                Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE events (at timestamptz, name text) PARTITION BY RANGE (at);
                    CREATE TABLE long_ago PARTITION OF events FOR VALUES FROM (MINVALUE) TO ('2020-01-01');
                    CREATE TABLE these_days PARTITION OF events FOR VALUES FROM ('2020-01-01') TO (MAXVALUE);
                    CREATE INDEX by_time ON events (at);
                    INSERT INTO events SELECT now() - interval '1 s' * n, 'some' FROM generate_series(1, 200) n;
                    ANALYZE events""");
            connection.setAutoCommit(false);
            rows.set(connection);
            StringBuilder plan = new StringBuilder();
            try (ResultSet lines = statement.executeQuery("EXPLAIN " + rows.query(", xmin, name", "events"))) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            assertThat(plan)
                    .containsPattern("Index Cond: .*kryonix_stretch|Index Cond: .*first.*last")
                    .contains("these_days_at_idx")
                    .doesNotContain("Seq Scan", "long_ago");
        }
    }
}
