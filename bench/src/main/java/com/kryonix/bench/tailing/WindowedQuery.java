package com.kryonix.bench.tailing;

import com.kryonix.servers.RealPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What exporters of SQL queries ask at each refresh: counts and percentiles by endpoint of the last minutes. */
final class WindowedQuery {
    private static final List<String> WINDOWS = List.of("5 minutes", "1 hour");

    private static final String QUERY = """
            SELECT endpoint, count(*), count(*) FILTER (WHERE NOT success),
                percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY response_time)
            FROM performance.api_metrics WHERE recorded_at > now() - interval '%s' GROUP BY endpoint""";

    private final RealPostgres server;

    WindowedQuery(RealPostgres server) {
        this.server = server;
    }

    /** Mean CPU seconds that the server spends on one refresh of both windows. */
    double secondsOfRefresh(int refreshes) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement()) {
            // One process does it all, so that its time is all of it.
            statement.execute("SET max_parallel_workers_per_gather = 0");
            long backend = backend(statement);
            refresh(statement);
            double before = Cpu.ofSingleThread(backend);
            for (int i = 0; i < refreshes; i++) {
                refresh(statement);
            }
            return (Cpu.ofSingleThread(backend) - before) / refreshes;
        }
    }

    private static long backend(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void refresh(Statement statement) throws SQLException {
        for (String window : WINDOWS) {
            try (ResultSet rows = statement.executeQuery(QUERY.formatted(window))) {
                while (rows.next()) {
                    rows.getString(1);
                }
            }
        }
    }
}
