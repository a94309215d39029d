package com.kryonix.events.maintenance;

import com.kryonix.events.checkpoint.CheckpointCodec;
import com.kryonix.events.checkpoint.Identity;
import com.kryonix.events.fold.TailState;
import com.kryonix.events.fold.ZonedTime;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.table.EventTable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The days that had gone before this run. A row of theirs that comes later is seen by no roll-up: its day cannot be
 * compared any more.
 *
 * @param before rows of before this time had gone
 * @param horizon every transaction below it had been rolled up
 */
record GoneDays(long before, long horizon) {
    private static final String PROGRESS =
            "SELECT state, dropped_before FROM performance.rollup_progress WHERE tail = ?";

    /** Asked before the roll-up goes on; null when no day has gone. */
    static @Nullable GoneDays of(TailConnection connection, EventTable table, long oid) throws SQLException {
        TailConnection.Server server = connection.server();
        Identity here = new Identity(server.cluster(), server.database(), oid, "");
        try (PreparedStatement statement = connection.jdbc().prepareStatement(PROGRESS + TailConnection.MARK)) {
            statement.setString(1, table.name());
            try (ResultSet row = statement.executeQuery()) {
                byte[] state = row.next() ? row.getBytes(1) : null;
                TailState reached = state == null ? null : CheckpointCodec.progress(state, here);
                return reached == null || row.getTimestamp(2) == null
                        ? null
                        : new GoneDays(new ZonedTime().read(row, 2), reached.slowHorizon());
            }
        }
    }

    /** A condition that is true of rows that the run before this one had not seen. Those with a negative age are the oldest. */
    String isNew() {
        return "age(xmin) BETWEEN 0 AND (SELECT age('" + (horizon & 0xFFFF_FFFFL) + "'::xid))";
    }
}
