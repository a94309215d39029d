package com.kryonix.events.maintenance;

import com.kryonix.events.fold.ColumnTime;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.reading.Transaction;
import com.kryonix.events.table.EventTable;
import com.kryonix.events.table.SqlName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * An event table that is TimescaleDB's: its chunks go by the extension's own {@code drop_chunks(relation, older_than)},
 * which drops those that end before a time. Not by a retention policy, which drops by age alone and waits for no reader.
 *
 * <p>Source: tigerdata.com/docs/reference/timescaledb/hypertables/drop_chunks; the view
 * {@code timescaledb_information.hypertables} with hypertable_schema and hypertable_name.
 *
 * @param functions the extension's schema, quoted
 */
record Hypertable(EventTable table, String functions) {
    private static final String VIEW = "timescaledb_information.hypertables";

    private static final String FIND = """
            SELECT quote_ident(n.nspname)
            FROM timescaledb_information.hypertables h
            JOIN pg_proc p ON p.proname = 'drop_chunks' JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE h.hypertable_schema = ? AND h.hypertable_name = ? LIMIT 1""";

    /** Null where the table is none. */
    static @Nullable Hypertable of(TailConnection connection, EventTable table) throws SQLException {
        if (!connection.has(VIEW)) {
            return null;
        }
        try (PreparedStatement statement = connection.jdbc().prepareStatement(FIND + TailConnection.MARK)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.relation());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? new Hypertable(table, row.getString(1)) : null;
            }
        }
    }

    /**
     * Drops the chunks that end before a time, and returns how many: all of them or, where it would have to wait for a lock,
     * for longer than a moment, none. Who comes after it in the queue waits, too.
     *
     * @throws SQLException 55P03 (lock_not_available) then
     */
    int drop(TailConnection connection, ColumnTime time, long before) throws SQLException {
        String settings = "SET LOCAL lock_timeout = '" + DayPartitions.PATIENCE + "'";
        try (Transaction dropping = Transaction.begin(connection.jdbc(), settings)) {
            int chunks = call("drop_chunks", connection, time, before);
            dropping.commit();
            return chunks;
        }
    }

    /** How many would be dropped: {@code show_chunks} takes the same arguments. */
    int count(TailConnection connection, ColumnTime time, long before) throws SQLException {
        return call("show_chunks", connection, time, before);
    }

    private int call(String function, TailConnection connection, ColumnTime time, long before) throws SQLException {
        String call = "SELECT " + functions + "." + function + "(" + SqlName.literal(table.quoted())
                + "::regclass, older_than => " + time.literal(before) + ")" + TailConnection.MARK;
        try (Statement statement = connection.jdbc().createStatement();
                ResultSet row = statement.executeQuery(call)) {
            int chunks = 0;
            while (row.next()) {
                chunks++;
            }
            return chunks;
        }
    }
}
