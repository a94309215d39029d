package com.kryonix.postgres.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.kryonix.collector.Version;
import com.kryonix.servers.RealPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read of each version's view, against the view's own sums, after work that every group of counters counts. */
class EntriesReaderTest {
    static Stream<Integer> majors() {
        return RealPostgres.SUPPORTED.stream();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void theNumbersReadAddUpToTheViews(int major) throws Exception {
        try (RealPostgres postgres = RealPostgres.of(major)
                        .with("pg_stat_statements.track_planning", "on")
                        .with("track_io_timing", "on")
                        .start();
                Connection admin = connect(postgres, "postgres")) {
            postgres.execute("CREATE EXTENSION pg_stat_statements", "CREATE ROLE app LOGIN");
            try (Connection app = connect(postgres, "app")) {
                work(app);
            }
            execute(admin, "SET pg_stat_statements.track = 'none'");
            Layout layout = Layout.of(version(admin));
            Snapshot snapshot = new Snapshot();
            new EntriesReader(layout, "public").read(admin, snapshot);

            Set<CounterGroup> counted = EnumSet.noneOf(CounterGroup.class);
            for (Counter counter : layout.counters()) {
                double sum = 0;
                for (int row = 0; row < snapshot.size(); row++) {
                    sum += snapshot.number(row, counter.place());
                }
                assertThat(sum).as(counter.name()).isCloseTo(sumInView(admin, layout, counter), within(1e-6));
                CounterGroup group = CounterGroup.of(counter);
                if (group != null && sum > 0) {
                    counted.add(group);
                }
            }
            assertThat(counted)
                    .as("groups that this work touches")
                    .contains(
                            CounterGroup.PLANNING,
                            CounterGroup.LOCAL_BLOCKS,
                            CounterGroup.TEMPORARY_BLOCKS,
                            CounterGroup.WAL);
            if (major >= 18) {
                assertThat(counted).contains(CounterGroup.PARALLEL_WORKERS);
            }
        }
    }

    /** Plans, temporary tables and files, WAL, and parallel workers where the server has some to give. */
    static void work(Connection app) throws Exception {
        execute(
                app,
                "SET work_mem = '64kB'",
                "CREATE TEMP TABLE things AS SELECT g AS id, md5(g::text) AS name FROM generate_series(1, 20000) g",
                "UPDATE things SET name = name || 'x' WHERE id < 100",
                "SELECT count(*) FROM (SELECT name FROM things ORDER BY name OFFSET 5) sorted",
                "SET parallel_setup_cost = 0",
                "SET parallel_tuple_cost = 0",
                "SET min_parallel_table_scan_size = 0",
                "SET min_parallel_index_scan_size = 0",
                "SET max_parallel_workers_per_gather = 2",
                "SELECT count(*) FROM pg_attribute WHERE attname <> 'none'");
    }

    private static double sumInView(Connection connection, Layout layout, Counter counter) throws Exception {
        String column = layout.column(counter);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT sum(" + column + ") FROM pg_stat_statements")) {
            row.next();
            return row.getDouble(1);
        }
    }

    private static Version version(Connection connection) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT extversion FROM pg_extension WHERE extname = 'pg_stat_statements'")) {
            row.next();
            return Version.parse(row.getString(1));
        }
    }

    private static void execute(Connection connection, String... statements) throws Exception {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Connection connect(RealPostgres postgres, String user) throws Exception {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + postgres.port() + "/postgres?user=" + user);
    }
}
