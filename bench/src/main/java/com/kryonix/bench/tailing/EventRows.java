package com.kryonix.bench.tailing;

import com.kryonix.servers.RealPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** performance.api_metrics as the original makes it, plain, with an index on the time: filled, then written to. */
final class EventRows {
    private static final int BATCHES_A_SECOND = 10;

    private static final String TABLE = """
            CREATE SCHEMA performance;
            CREATE TABLE performance.api_metrics (
                id uuid DEFAULT gen_random_uuid() PRIMARY KEY, endpoint varchar(500) NOT NULL,
                method varchar(10) NOT NULL, user_id uuid, company_id uuid, response_time integer NOT NULL,
                db_time integer DEFAULT 0, external_api_time integer DEFAULT 0, cache_time integer DEFAULT 0,
                status_code integer NOT NULL, success boolean DEFAULT true, error_type varchar(100),
                error_message text, request_size integer DEFAULT 0, response_size integer DEFAULT 0,
                user_agent text, ip_address inet, from_cache boolean DEFAULT false,
                cache_hit_ratio decimal(5, 2) DEFAULT 0, recorded_at timestamptz DEFAULT now());
            CREATE INDEX ON performance.api_metrics (recorded_at)""";

    /**
     * Row number n: endpoints by turns, then methods, then statuses, so that 40 times as many rows as there are endpoints
     * have each of them with each of these; half of the answers are 4xx or 5xx, response times are log-normal about 50 ms.
     */
    private static final String ROWS = """
            INSERT INTO performance.api_metrics (endpoint, method, response_time, db_time, status_code, success, error_type,
                request_size, response_size, from_cache, recorded_at)
            SELECT '/api/v1/resource-' || chr(97 + (e / 26 %% 26)::int) || chr(97 + (e %% 26)::int) || '/' || (e / 676),
                (ARRAY['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])[1 + turn %% 5],
                (50 * exp(0.9 * (random() + random() + random() - 1.5) * 2))::int, (n %% 40),
                (ARRAY[200, 201, 204, 304, 400, 404, 500, 503])[1 + turn / 5 %% 8], turn / 5 %% 8 < 4, NULL, 100,
                (n %% 9000), n %% 3 = 0, %1$s
            FROM generate_series(?::bigint, ?) n, LATERAL (SELECT n %% %2$d AS e, n / %2$d AS turn) number""";

    private final RealPostgres server;
    private final int endpoints;

    /** @param endpoints how many different ones; each row has one of them, by turns */
    EventRows(RealPostgres server, int endpoints) {
        this.server = server;
        this.endpoints = endpoints;
    }

    /** Makes the table, with so many rows, which came at this rate until now; one a second where none come any more. */
    void create(long rows, int rate) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
            insert(
                    connection,
                    0,
                    rows,
                    "now() - interval '1 second' * ((" + rows + " - n)::double precision / " + Math.max(1, rate) + ")");
            statement.execute("VACUUM ANALYZE performance.api_metrics");
            statement.execute("CHECKPOINT");
        }
    }

    private void insert(Connection connection, long first, long rows, String time) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ROWS.formatted(time, endpoints))) {
            statement.setLong(1, first);
            statement.setLong(2, first + rows - 1);
            statement.executeUpdate();
        }
    }

    /** Adds so many rows a second, in transactions of a tenth of that, until told to stop. */
    void write(int rate, AtomicBoolean stop) throws SQLException {
        if (rate == 0) {
            return;
        }
        long pause = TimeUnit.SECONDS.toNanos(1) / BATCHES_A_SECOND;
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement settings = connection.createStatement()) {
            settings.execute("SET synchronous_commit = off");
            long next = System.nanoTime();
            int batch = rate / BATCHES_A_SECOND;
            for (long first = 0; !stop.get(); first += batch) {
                insert(connection, first, batch, "now()");
                next += pause;
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
    }

    long count() throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM performance.api_metrics")) {
            row.next();
            return row.getLong(1);
        }
    }
}
