package com.kryonix.events.maintenance;

import com.kryonix.events.reading.TailConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;

/** The partitions that {@code performance.maintain_partitions()} would make, by the same rules; nothing is locked. */
record MissingDays(Connection connection) {
    private static final String MISSING = """
            SELECT parent, begins, begins + interval '24 hours'
            FROM unnest(ARRAY['api_metrics', 'frontend_metrics', 'database_metrics', 'cache_metrics']) parent,
                generate_series(0, ?) ahead,
                LATERAL (SELECT date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' + ahead * interval '24 hours')
                    AS today (begins)
            WHERE to_regclass('performance.' || parent || to_char(begins AT TIME ZONE 'UTC', '"_"YYYYMMDD')) IS NULL
                AND (SELECT bool_or(c.relname = parent || '_default') AND bool_and(c.relname ~ '_(default|[0-9]{8})$')
                    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                    WHERE i.inhparent = to_regclass('performance.' || parent))""";

    private static final String STRAY =
            "SELECT EXISTS (SELECT FROM performance.%s_default WHERE recorded_at >= ? AND recorded_at < ?)";

    int count(int daysAhead) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MISSING + TailConnection.MARK)) {
            statement.setInt(1, daysAhead);
            int count = 0;
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    count += isInDefault(row.getString(1), row.getTimestamp(2), row.getTimestamp(3)) ? 0 : 1;
                }
            }
            return count;
        }
    }

    /** Then the day stays there. */
    private boolean isInDefault(String parent, Timestamp begins, Timestamp ends) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STRAY.formatted(parent) + TailConnection.MARK)) {
            statement.setTimestamp(1, begins);
            statement.setTimestamp(2, ends);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
