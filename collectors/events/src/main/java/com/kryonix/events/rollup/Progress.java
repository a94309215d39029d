package com.kryonix.events.rollup;

import com.kryonix.events.checkpoint.Checkpoint;
import com.kryonix.events.checkpoint.CheckpointCodec;
import com.kryonix.events.checkpoint.Stamp;
import com.kryonix.events.fold.TailState;
import com.kryonix.events.fold.ZonedTime;
import com.kryonix.events.reading.TailConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** How far a table is rolled up: one row, which changes in the transaction that adds to the hours, or not at all. */
final class Progress {
    private static final String FIRST =
            "INSERT INTO performance.rollup_progress (tail) VALUES (?) ON CONFLICT DO NOTHING" + TailConnection.MARK;

    private static final String LOAD =
            "SELECT state, dropped_before FROM performance.rollup_progress WHERE tail = ?" + TailConnection.MARK;

    private static final String FOLLOW = "UPDATE performance.rollup_progress SET state = ?, updated_at = now()"
            + " WHERE tail = ? AND state IS NOT DISTINCT FROM ?" + TailConnection.MARK;

    private final Connection connection;
    private final String tail;
    private byte @Nullable [] there;
    private long droppedBefore = TailState.NO_TIME;

    /** @param toFollow whether it is to go on from here; else it is only looked at */
    Progress(Connection connection, String tail, boolean toFollow) throws SQLException {
        this.connection = connection;
        this.tail = tail;
        if (toFollow) {
            try (PreparedStatement statement = connection.prepareStatement(FIRST)) {
                statement.setString(1, tail);
                statement.execute();
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(LOAD)) {
            statement.setString(1, tail);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    there = row.getBytes(1);
                    droppedBefore = new ZonedTime().read(row, 2);
                }
            }
        }
    }

    byte @Nullable [] there() {
        return there;
    }

    /** Rows of before this time may be gone. */
    long droppedBefore() {
        return droppedBefore;
    }

    /** Takes the next step, in the connection's transaction; false when another run has taken one meanwhile. */
    boolean follow(Checkpoint checkpoint) throws SQLException {
        byte[] next = CheckpointCodec.encode(checkpoint, Stamp.none());
        try (PreparedStatement statement = connection.prepareStatement(FOLLOW)) {
            statement.setBytes(1, next);
            statement.setString(2, tail);
            statement.setBytes(3, there);
            boolean followed = statement.executeUpdate() == 1;
            if (followed) {
                there = next;
            }
            return followed;
        }
    }
}
