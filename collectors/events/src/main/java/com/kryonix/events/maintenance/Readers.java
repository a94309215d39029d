package com.kryonix.events.maintenance;

import com.kryonix.events.checkpoint.CheckpointCodec;
import com.kryonix.events.checkpoint.FileCheckpoints;
import com.kryonix.events.checkpoint.Identity;
import com.kryonix.events.fold.TailState;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.table.EventTable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Those who still read an event table, by their checkpoints. A row of before the time from which a reader's next pass
 * reads is never read by it again: such rows can go without a trace in any counter.
 *
 * <p>That holds for what an exporter has in memory, too, which is newer than its checkpoint: the time only moves on, and
 * a row that it shows and that is not settled, because an older transaction is open, holds the time back.
 */
record Readers(TailConnection connection, @Nullable Path checkpointFile) {
    private static final String CHECKPOINTS =
            "SELECT instance, state FROM performance.exporter_checkpoint WHERE tail = ? ORDER BY instance";

    private static final String ROLLED_UP = "SELECT state FROM performance.rollup_progress WHERE tail = ?";

    /**
     * One of them.
     *
     * @param remedy how to end it; empty for the roll-ups, which come along by themselves
     * @param from no row of before this time is read any more
     * @param reached every transaction below it is counted; {@link Long#MIN_VALUE} while old rows are being counted
     */
    record Reader(String name, String remedy, long from, long reached) {
        boolean isExporter() {
            return !remedy.isEmpty();
        }
    }

    List<Reader> of(EventTable table, long oid) throws SQLException, IOException {
        TailConnection.Server server = connection.server();
        Identity here = new Identity(server.cluster(), server.database(), oid, "");
        List<Reader> readers = new ArrayList<>();
        if (connection.has("performance.exporter_checkpoint")) {
            addStored(table, here, readers);
        }
        if (table.key() == null && connection.has("performance.rollup_progress")) {
            addRollUp(table, here, readers);
        }
        if (checkpointFile != null) {
            byte[] kept = new FileCheckpoints(checkpointFile).load(connection.jdbc(), table.name());
            add("the exporter with the checkpoint file " + checkpointFile, "delete that file", kept, here, readers);
        }
        return readers;
    }

    private void addStored(EventTable table, Identity here, List<Reader> readers) throws SQLException {
        try (PreparedStatement statement = connection.jdbc().prepareStatement(CHECKPOINTS + TailConnection.MARK)) {
            statement.setString(1, table.name());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String instance = row.getString(1);
                    String remedy = "DELETE FROM performance.exporter_checkpoint WHERE instance = '" + instance + "'";
                    add("exporter instance \"" + instance + "\"", remedy, row.getBytes(2), here, readers);
                }
            }
        }
    }

    private void addRollUp(EventTable table, Identity here, List<Reader> readers) throws SQLException {
        try (PreparedStatement statement = connection.jdbc().prepareStatement(ROLLED_UP + TailConnection.MARK)) {
            statement.setString(1, table.name());
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    add("the roll-up", "", row.getBytes(1), here, readers);
                }
            }
        }
    }

    private static void add(
            String name, String remedy, byte @Nullable [] checkpoint, Identity here, List<Reader> readers) {
        TailState state = checkpoint == null ? null : CheckpointCodec.progress(checkpoint, here);
        if (state != null) {
            long reached = state.history() == null ? state.slowHorizon() : Long.MIN_VALUE;
            readers.add(new Reader(name, remedy, state.from(), reached));
        }
    }
}
