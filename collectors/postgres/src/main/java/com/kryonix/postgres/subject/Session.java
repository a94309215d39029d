package com.kryonix.postgres.subject;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A row of pg_stat_activity; ages in seconds, null where there is nothing to be old. Without pg_read_all_stats the
 * server hides state, wait and backend type of other users' sessions.
 */
record Session(
        @Nullable String database,
        @Nullable String user,
        @Nullable String state,
        @Nullable String application,
        @Nullable String backendType,
        @Nullable String waitType,
        @Nullable String waitEvent,
        @Nullable Double transactionAge,
        @Nullable Double queryAge,
        @Nullable Double idleInTransactionAge,
        @Nullable Double xminAge) {
    static final String SQL = """
            SELECT datname, usename, state, application_name, backend_type, wait_event_type, wait_event,
                   extract(epoch FROM clock_timestamp() - xact_start) AS transaction_age,
                   CASE WHEN state = 'active' THEN extract(epoch FROM clock_timestamp() - query_start) END AS query_age,
                   CASE WHEN state LIKE 'idle in transaction%'
                        THEN extract(epoch FROM clock_timestamp() - state_change) END AS idle_age,
                   age(backend_xmin) AS xmin_age
            FROM pg_stat_activity
            WHERE pid <> pg_backend_pid() AND application_name IS DISTINCT FROM 'kryonix_exporter'
              AND application_name IS DISTINCT FROM 'kryonix_exporter tail'
            """;

    static Session of(ResultSet row) throws SQLException {
        return new Session(
                row.getString("datname"),
                row.getString("usename"),
                row.getString("state"),
                row.getString("application_name"),
                row.getString("backend_type"),
                row.getString("wait_event_type"),
                row.getString("wait_event"),
                age(row, "transaction_age"),
                age(row, "query_age"),
                age(row, "idle_age"),
                age(row, "xmin_age"));
    }

    /** A clock that was set back must not make an age negative. */
    private static @Nullable Double age(ResultSet row, String column) throws SQLException {
        double age = row.getDouble(column);
        return row.wasNull() ? null : Math.max(0, age);
    }

    /** A hidden type is a client's: background processes belong to no user and are hidden from nobody else's eyes. */
    boolean isClient() {
        return backendType == null ? database != null && user != null : backendType.equals("client backend");
    }

    boolean isActive() {
        return "active".equals(state);
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
