package com.kryonix.events;

import com.kryonix.events.checkpoint.Checkpoint;
import com.kryonix.events.checkpoint.CheckpointCodec;
import com.kryonix.events.checkpoint.CheckpointRefused;
import com.kryonix.events.checkpoint.CheckpointStore;
import com.kryonix.events.checkpoint.CheckpointTaken;
import com.kryonix.events.checkpoint.DatabaseCheckpoints;
import com.kryonix.events.checkpoint.Identity;
import com.kryonix.events.checkpoint.Origin;
import com.kryonix.events.checkpoint.Position;
import com.kryonix.events.checkpoint.Stamp;
import com.kryonix.events.checkpoint.Writer;
import com.kryonix.events.fold.TailState;
import com.kryonix.events.reading.Inspection;
import com.kryonix.events.reading.Patience;
import com.kryonix.events.reading.TableReplaced;
import com.kryonix.events.reading.TableShape;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.reading.TailUnavailable;
import com.kryonix.events.table.Admissions;
import com.kryonix.events.table.Counts;
import com.kryonix.events.table.EventTable;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is kept of one table's tail, for the operator: to look at, to take away, to begin anew. */
public final class StoredTail {
    private static final int ATTEMPTS = 5;

    private final TailConnection connection;
    private final TailSettings settings;
    private final EventTable table;
    private final TableShape shape;
    private final CheckpointStore store;
    private final Identity identity;

    /** @throws TailUnavailable when the table cannot be tailed as it is */
    public StoredTail(TailConnection connection, TailSettings settings, EventTable table)
            throws SQLException, IOException, TailUnavailable {
        this.connection = connection;
        this.settings = settings;
        this.table = table;
        this.shape = new Inspection(connection, settings.timeZone()).of(table);
        this.store = CheckpointPlace.asItIs(connection, settings, table.name());
        this.identity = Identity.of(connection.server(), shape, table);
    }

    /** The checkpoint, with who wrote it; null when there is none. */
    record Kept(Checkpoint checkpoint, Stamp stamp) {}

    @Nullable
    Kept kept() throws SQLException, IOException, CheckpointRefused {
        byte[] bytes = load();
        return bytes == null || bytes.length == 0
                ? null
                : new Kept(CheckpointCodec.decode(bytes, identity, table), CheckpointCodec.stamp(bytes));
    }

    private byte @Nullable [] load() throws SQLException, IOException {
        return store.sharesFate() && !connection.has("performance.exporter_checkpoint")
                ? null
                : store.load(connection.jdbc(), table.name());
    }

    /** In one line, after the table's name. */
    public String status() throws SQLException, IOException, TableReplaced {
        String where = "instance " + settings.instance() + ", " + store.place();
        try {
            Kept kept = kept();
            return kept == null
                    ? where + ": no checkpoint; an exporter begins " + beginning()
                    : where + ", "
                            + TailStatus.line(kept, fold().beginning(false).horizon(), shape.time());
        } catch (CheckpointRefused refused) {
            return where + ": the checkpoint will be refused: " + refused.getMessage() + "; an exporter begins "
                    + beginning();
        }
    }

    private String beginning() {
        return settings.start() == TailSettings.Start.NOW
                ? "with the rows of then (events.start: now)"
                : "with all rows (events.start: beginning)";
    }

    /**
     * The rows that the checkpoint says were counted, counted again by the server; null without a checkpoint, and while
     * older rows are still to be counted.
     */
    public @Nullable Audit audit() throws SQLException, IOException, CheckpointRefused {
        Kept kept = kept();
        return kept == null || kept.checkpoint.state().history() != null
                ? null
                : Audit.of(connection, table, shape, kept.checkpoint);
    }

    /**
     * Takes the checkpoint away: the next exporter begins as without one, and a running one does so within seconds.
     *
     * @param force also when an exporter is writing
     * @return false when there was none
     * @throws TailBusy when an exporter is writing
     */
    public boolean reset(boolean force) throws SQLException, IOException, TailBusy {
        byte[] there = load();
        if (there == null || there.length == 0) {
            return false;
        }
        refuseIfWritten(there, force);
        save(there, new byte[0]);
        return true;
    }

    /**
     * Sets every counter to zero and counts the rows that are there anew, with those of later transactions.
     *
     * @param to from which time of rows on; null: all rows
     * @throws TailBusy when an exporter is writing
     */
    public void rewind(@Nullable Instant to, boolean force)
            throws SQLException, IOException, TableReplaced, TailUnavailable, TailBusy {
        byte[] there = load();
        if (there != null && there.length > 0) {
            refuseIfWritten(there, force);
        }
        if (store.sharesFate() && !connection.has("performance.exporter_checkpoint")) {
            String obstacle = DatabaseCheckpoints.prepare(connection);
            if (!obstacle.isEmpty()) {
                throw new IOException(obstacle);
            }
        }
        long from = to == null ? TailState.NO_TIME : shape.time().at(to);
        TailState state = table.key() == null
                ? fold().beginning(true).withHistory(from)
                : fold().beginning(true).keyedFrom(from);
        Origin origin = table.key() == null ? Origin.of(state) : Origin.ofKeyed(state);
        Checkpoint zero = new Checkpoint(identity, origin, state, 0, admissions(), new Counts(table));
        Stamp stamp = new Stamp(Writer.ofCommandLine(), Instant.now(), Position.of(connection.jdbc()));
        save(there, CheckpointCodec.encode(zero, stamp));
    }

    /** Label values keep their series. */
    private Admissions admissions() throws SQLException, IOException {
        try {
            Kept kept = kept();
            return kept == null ? new Admissions(table) : kept.checkpoint.admissions();
        } catch (CheckpointRefused refused) {
            return new Admissions(table);
        }
    }

    private void refuseIfWritten(byte[] there, boolean force) throws TailBusy {
        if (force || Writer.isCommandLine(there)) {
            return;
        }
        try {
            Stamp stamp = CheckpointCodec.stamp(there);
            Duration age = Duration.between(stamp.at(), Instant.now());
            if (age.compareTo(Rival.patience(settings.pace())) < 0) {
                throw new TailBusy("an exporter (" + stamp.writer().name() + ") wrote this checkpoint "
                        + Math.max(0, age.toSeconds()) + " s ago: stop it first, or use --force, and it begins anew"
                        + " within seconds");
            }
        } catch (CheckpointRefused broken) {
            // Nobody goes on from it.
            return;
        }
    }

    private void save(byte @Nullable [] before, byte[] next) throws SQLException, IOException {
        byte[] there = before;
        for (int attempt = 1; ; attempt++) {
            try {
                if (store.save(connection.jdbc(), table.name(), there, next)) {
                    return;
                }
                if (attempt == ATTEMPTS) {
                    throw new IOException("the server's log does not come to disk");
                }
            } catch (CheckpointTaken newer) {
                if (attempt == ATTEMPTS) {
                    throw newer;
                }
                there = newer.found();
            }
        }
    }

    private TableFold fold() {
        return new TableFold(connection, table, shape, settings.tolerances(), Patience.usual());
    }
}
