package com.kryonix.events.reading;

import com.kryonix.events.table.EventTable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Who keeps a table from being read. */
public final class LockHolder {
    /**
     * The table itself and its partitions, found without waiting for them. Who waits for such a lock keeps readers out,
     * too. Of a prepared transaction there is no process.
     */
    private static final String HOLDER = """
            WITH RECURSIVE files (id) AS (SELECT to_regclass(?)::oid
                UNION SELECT inhrelid FROM pg_inherits JOIN files ON inhparent = id)
            SELECT l.pid, a.usename, a.application_name
            FROM pg_locks l JOIN files ON l.relation = id LEFT JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock'
                AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            ORDER BY l.granted DESC, l.pid LIMIT 1""";

    private LockHolder() {}

    /** In words that follow "locked"; empty when it is let go meanwhile. */
    public static String of(TailConnection connection, EventTable table) throws SQLException {
        try (PreparedStatement statement = connection.jdbc().prepareStatement(HOLDER + TailConnection.MARK)) {
            statement.setString(1, table.quoted());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return "";
                }
                int process = row.getInt(1);
                if (row.wasNull()) {
                    return " by a prepared transaction (pg_prepared_xacts)";
                }
                String user = row.getString(2);
                String application = row.getString(3);
                return " by process " + process + (user == null ? "" : " of user " + user)
                        + (application == null || application.isBlank() ? "" : " (" + application.strip() + ")");
            }
        }
    }
}
