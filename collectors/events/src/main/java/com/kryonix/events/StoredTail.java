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
import java.util.List;
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
                    ? where + ": no checkpoint" + ofOthers() + "; an exporter begins " + beginning()
                    : where + ", "
                            + TailStatus.line(
                                    kept, lastSign(), fold().beginning(false).horizon(), shape.time());
        } catch (CheckpointRefused refused) {
            return where + ": the checkpoint will be refused: " + refused.getMessage() + "; an exporter begins "
                    + beginning();
        }
    }

    /** An operator with another configuration than the exporter's is told of the one that there is. */
    private String ofOthers() throws SQLException, IOException {
        List<String> others = load() == null && connection.has("performance.exporter_checkpoint")
                ? store.otherInstances(connection.jdbc(), table.name())
                : List.of();
        return others.isEmpty() ? "" : " (but of instance " + String.join(", ", others) + ")";
    }

    /** How long ago an exporter said that it goes on from this checkpoint; null when none does. */
    private @Nullable Duration lastSign() throws SQLException, IOException {
        byte[] there = load();
        return there == null || Writer.isCommandLine(there) || Writer.hasEnded(there)
                ? null
                : store.silence(connection.jdbc(), table.name());
    }

    private String beginning() {
        return settings.start() == TailSettings.Start.NOW
                ? "with the rows of then (events.start: now)"
                : "with all rows (events.start: beginning)";
    }

    /**
     * The rows that the checkpoint says were counted, read and counted again; null without a checkpoint, and while
     * older rows are still to be counted.
     */
    public @Nullable Audit audit() throws SQLException, IOException, TableReplaced, CheckpointRefused {
        Kept kept = kept();
        return kept == null || kept.checkpoint.state().history() != null
                ? null
                : Audit.of(connection, table, shape, kept.checkpoint);
    }

    /**
     * Begins anew where a tail without a checkpoint begins: with the rows from this moment on, or with all. A running
     * exporter finds out at its next sign of life, and what came meanwhile is counted.
     *
     * @param force also when an exporter is writing
     * @return false when there was none
     * @throws TailBusy when an exporter is writing, or has another declaration
     */
    public boolean reset(boolean force) throws SQLException, IOException, TableReplaced, TailBusy {
        byte[] there = load();
        if (there == null || there.length == 0) {
            return false;
        }
        refuseIfWritten(there, force);
        write(
                there,
                fold().beginning(settings.start() == TailSettings.Start.BEGINNING),
                new Admissions(table),
                "reset");
        return true;
    }

    /**
     * Sets every counter to zero and counts the rows that are there anew, with those of later transactions.
     *
     * @param to from which time of rows on; null: all rows
     * @throws TailBusy when an exporter is writing, has another declaration, or another name
     */
    public void rewind(@Nullable Instant to, boolean force)
            throws SQLException, IOException, TableReplaced, TailUnavailable, TailBusy {
        byte[] there = load();
        if (there != null && there.length > 0) {
            refuseIfWritten(there, force);
        }
        String others = ofOthers();
        if (!others.isEmpty() && !force) {
            throw new TailBusy("there is no checkpoint of instance " + settings.instance() + others
                    + ": give this command the exporter's configuration (--config), or --force, if an exporter will have"
                    + " this events.instance");
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
        write(there, state, admissions(), "rewind");
    }

    /** A checkpoint with which nothing is counted yet. */
    private void write(byte @Nullable [] there, TailState state, Admissions admissions, String command)
            throws SQLException, IOException {
        Origin origin = table.key() == null ? Origin.of(state) : Origin.ofKeyed(state);
        Checkpoint zero = new Checkpoint(identity, origin, state, 0, admissions, new Counts(table));
        Stamp stamp = new Stamp(Writer.ofCommandLine(command), Instant.now(), Position.of(connection.jdbc()));
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

    /** Without the exporter's configuration it would write what the exporter refuses, and begins anew from now on. */
    private void refuseIfWritten(byte[] there, boolean force) throws SQLException, IOException, TailBusy {
        boolean ofOther = CheckpointCodec.isOfAnotherDeclaration(there, identity);
        if (force && !ofOther) {
            return;
        }
        Duration sign = lastSign();
        boolean alive = sign != null && sign.compareTo(Rival.patience(settings.pace())) < 0;
        if (ofOther && (alive || !force)) {
            throw new TailBusy("the checkpoint is of " + (alive ? "an exporter" : Writer.nameIn(there) + ",")
                    + " with another declaration or other endpoint_rules, which refuses what this command would write:"
                    + " give it the exporter's configuration (--config)"
                    + (alive ? "" : "; or --force, if the exporter will have this one"));
        }
        if (sign != null && alive && !force) {
            throw new TailBusy(
                    "an exporter (" + Writer.nameIn(there) + ") goes on from this checkpoint, and gave a sign"
                            + " of life " + seconds(sign)
                            + " s ago: stop it first, or use --force, and it begins anew within "
                            + Math.max(1, seconds(Rival.betweenSigns(settings.pace()))) + " s");
        }
    }

    /** An exporter's clock may be ahead. */
    private static long seconds(Duration duration) {
        return Math.max(0, duration.toSeconds());
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
