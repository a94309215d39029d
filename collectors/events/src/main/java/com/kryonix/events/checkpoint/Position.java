package com.kryonix.events.checkpoint;

import com.kryonix.events.reading.TailConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How far a server's history has come. A restored backup and a promoted standby go on in another timeline; one that was
 * set back to an older state of its disk is in the same one, but behind.
 *
 * @param timeline the number of times that the history was branched
 * @param lsn the position in the write-ahead log, in bytes
 */
public record Position(long timeline, long lsn) {
    /** Of what has no history of its own to compare. */
    public static final Position NONE = new Position(0, 0);

    private static final int TIMELINE_DIGITS = 8;

    /** A log file's name begins with the timeline; the control file lags behind a promotion until the next checkpoint. */
    private static final String POSITION = """
            SELECT CASE WHEN pg_is_in_recovery() THEN NULL ELSE pg_walfile_name(pg_current_wal_insert_lsn()) END,
                greatest((SELECT timeline_id FROM pg_control_checkpoint()),
                    (SELECT max(received_tli) FROM pg_stat_wal_receiver)),
                CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() - '0/0'
                    ELSE pg_current_wal_insert_lsn() - '0/0' END""";

    /** Where the server is now: on a primary what was written, on a standby what was replayed. */
    public static Position of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(POSITION + TailConnection.MARK)) {
            row.next();
            String file = row.getString(1);
            long timeline = file == null ? row.getLong(2) : Long.parseLong(file.substring(0, TIMELINE_DIGITS), 16);
            return new Position(timeline, row.getLong(3));
        }
    }

    @Override
    public String toString() {
        return String.format("%X/%X in timeline %d", lsn >>> 32, lsn & 0xFFFF_FFFFL, timeline);
    }
}
