package com.kryonix.events.maintenance;

import com.kryonix.events.fold.ColumnTime;
import com.kryonix.events.reading.TailConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Deletes old rows where no partition can be dropped: of a table that is not partitioned, and of the DEFAULT partition.
 * In batches, each a transaction of its own, so that nobody waits for long. Rows that are not final stay.
 */
record OldRows(Connection connection, int batch, ServerHorizon horizon) {
    private static final String DELETE = """
            DELETE FROM ONLY %1$s WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM ONLY %1$s WHERE %2$s < %4$s AND %5$s ORDER BY %2$s LIMIT %3$d FOR UPDATE SKIP LOCKED))""";

    /** How many rows of before a time would be deleted. */
    long count(String relation, String column, ColumnTime time, long before, String condition) throws SQLException {
        String sql = "SELECT count(*) FROM ONLY " + relation + " WHERE " + column + " < " + time.literal(before)
                + " AND " + horizon.isFinal() + " AND " + condition + TailConnection.MARK;
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /**
     * Deletes the rows of before a time, and returns how many there were.
     *
     * @param relation quoted
     * @param column quoted
     */
    long delete(String relation, String column, ColumnTime time, long before) throws SQLException {
        String sql = DELETE.formatted(relation, column, batch, time.literal(before), horizon.isFinal())
                + TailConnection.MARK;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            long deleted = 0;
            for (int last = batch; last == batch; ) {
                last = statement.executeUpdate();
                deleted += last;
            }
            return deleted;
        }
    }
}
