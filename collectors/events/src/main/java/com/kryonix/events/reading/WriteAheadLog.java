package com.kryonix.events.reading;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The server's log: how far it is written, and how far it is on disk, where a crash leaves it. A commit that is not
 * synchronous is seen before it is on disk; the server's log writer brings it there within three of its rounds of 200 ms.
 *
 * <p>Positions are in bytes. A standby replays only what is on its disk: there, both are 0.
 */
public final class WriteAheadLog {
    /** How far it is written: everything that was seen before this was asked lies before it. */
    public static final String WRITTEN =
            "CASE WHEN pg_is_in_recovery() THEN 0 ELSE pg_current_wal_insert_lsn() - '0/0' END";

    /** How far it is on disk. */
    public static final String ON_DISK =
            "CASE WHEN pg_is_in_recovery() THEN 0 ELSE pg_current_wal_flush_lsn() - '0/0' END";

    /**
     * Ends a transaction that has an id and wrote nothing. Its commit asks the log writer for everything up to itself;
     * else that stops at the last full page, and an open transaction may leave one half full for as long as it likes.
     */
    private static final String ASK =
            "SELECT CASE WHEN pg_is_in_recovery() THEN NULL ELSE pg_current_xact_id()::text END";

    private WriteAheadLog() {}

    public static long written(Connection connection) throws SQLException {
        return position(connection, WRITTEN);
    }

    public static boolean isOnDisk(Connection connection, long position) throws SQLException {
        return position == 0 || position(connection, ON_DISK) >= position;
    }

    /** Has all of it brought to disk soon. */
    public static void ask(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(ASK + TailConnection.MARK);
        }
    }

    private static long position(Connection connection, String which) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + which + TailConnection.MARK)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
