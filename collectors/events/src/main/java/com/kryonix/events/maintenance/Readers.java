package com.kryonix.events.maintenance;

import com.kryonix.events.checkpoint.CheckpointCodec;
import com.kryonix.events.checkpoint.FileCheckpoints;
import com.kryonix.events.checkpoint.Identity;
import com.kryonix.events.fold.TailState;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.table.EventTable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Those who still read a table, under whatever declaration of it, by their checkpoints. A row of before the time from
 * which a reader's next pass reads is never read by it again: such rows can go without a trace in any counter.
 *
 * <p>That holds for what an exporter has in memory, too, which is newer than its checkpoint: the time only moves on, and
 * a row that it shows and that is not settled, because an older transaction is open, holds the time back.
 */
record Readers(TailConnection connection, @Nullable Path checkpointFile) {
    private static final String CHECKPOINTS =
            "SELECT tail, state, instance FROM performance.exporter_checkpoint ORDER BY instance, tail";

    private static final String ROLLED_UP = "SELECT tail, state FROM performance.rollup_progress ORDER BY tail";

    /**
     * One of them.
     *
     * @param tail which declaration it reads by
     * @param remedy how to end it; empty for the roll-ups that come along by themselves
     * @param from no row of before this time is read any more
     * @param reached every transaction below it is counted; {@link Long#MIN_VALUE} while old rows are being counted
     */
    record Reader(String tail, boolean isExporter, String name, String remedy, long from, long reached) {
        boolean comesAlong() {
            return remedy.isEmpty();
        }

        private static Reader at(TailState state, String tail, boolean isExporter, String name, String remedy) {
            long reached = state.history() == null ? state.slowHorizon() : Long.MIN_VALUE;
            return new Reader(tail, isExporter, name, remedy, state.from(), reached);
        }
    }

    /** @param declarations the known ones of this table */
    List<Reader> of(long oid, List<EventTable> declarations) throws SQLException, IOException {
        TailConnection.Server server = connection.server();
        Identity here = new Identity(server.cluster(), server.database(), oid, "");
        List<Reader> readers = new ArrayList<>();
        if (connection.has("performance.exporter_checkpoint")) {
            addStored(here, readers);
        }
        if (connection.has("performance.rollup_progress")) {
            addRollUps(declarations, here, readers);
        }
        if (checkpointFile != null) {
            for (EventTable table : declarations) {
                byte[] kept = new FileCheckpoints(checkpointFile).load(connection.jdbc(), table.name());
                TailState state = state(kept, here);
                if (state != null) {
                    String name = "the exporter with the checkpoint file " + checkpointFile + "." + table.name();
                    readers.add(Reader.at(state, table.name(), true, name, "delete that file"));
                }
            }
        }
        return readers;
    }

    private void addStored(Identity here, List<Reader> readers) throws SQLException {
        try (Statement statement = connection.jdbc().createStatement();
                ResultSet row = statement.executeQuery(CHECKPOINTS + TailConnection.MARK)) {
            while (row.next()) {
                TailState state = state(row.getBytes(2), here);
                if (state != null) {
                    String tail = row.getString(1);
                    String instance = row.getString(3);
                    String remedy = "DELETE FROM performance.exporter_checkpoint WHERE instance = '" + instance
                            + "' AND tail = '" + tail + "'";
                    String name = "tail \"" + tail + "\" of exporter instance \"" + instance + "\"";
                    readers.add(Reader.at(state, tail, true, name, remedy));
                }
            }
        }
    }

    /** Of a known declaration that has none here yet, another run is making it: from the first row on. */
    private void addRollUps(List<EventTable> declarations, Identity here, List<Reader> readers) throws SQLException {
        Set<String> missing = new HashSet<>();
        declarations.stream().filter(table -> table.key() == null).forEach(table -> missing.add(table.name()));
        try (Statement statement = connection.jdbc().createStatement();
                ResultSet row = statement.executeQuery(ROLLED_UP + TailConnection.MARK)) {
            while (row.next()) {
                TailState state = state(row.getBytes(2), here);
                String tail = row.getString(1);
                if (state != null && missing.remove(tail)) {
                    readers.add(Reader.at(state, tail, false, "the roll-up", ""));
                } else if (state != null) {
                    String remedy = "DELETE FROM performance.rollup_progress WHERE tail = '" + tail + "'";
                    String name = "the roll-up of the tail \"" + tail + "\", which is not declared here,";
                    readers.add(Reader.at(state, tail, false, name, remedy));
                }
            }
        }
        missing.forEach(
                tail -> readers.add(new Reader(tail, false, "the roll-up", "", TailState.NO_TIME, TailState.NO_TIME)));
    }

    private static @Nullable TailState state(byte @Nullable [] checkpoint, Identity here) {
        return checkpoint == null ? null : CheckpointCodec.progress(checkpoint, here);
    }
}
