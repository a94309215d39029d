package com.kryonix.events;

import com.kryonix.collector.FailureKind;
import com.kryonix.events.checkpoint.Checkpoint;
import com.kryonix.events.checkpoint.CheckpointCodec;
import com.kryonix.events.checkpoint.CheckpointRefused;
import com.kryonix.events.checkpoint.CheckpointStore;
import com.kryonix.events.checkpoint.CheckpointTaken;
import com.kryonix.events.checkpoint.Identity;
import com.kryonix.events.checkpoint.Lineage;
import com.kryonix.events.checkpoint.Position;
import com.kryonix.events.checkpoint.Stamp;
import com.kryonix.events.checkpoint.Writer;
import com.kryonix.events.fold.TailState;
import com.kryonix.events.reading.TableReplaced;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.reading.TailUnavailable;
import com.kryonix.events.table.EventTable;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One tail's checkpoint on one connection: what was there, and what follows it. One that somebody else has written
 * meanwhile is never overwritten.
 */
final class TailCheckpoint {
    private static final Logger LOG = LoggerFactory.getLogger(TailCheckpoint.class);

    /** A row tells the lower 32 bits of its transaction's id, also one that was there long before the checkpoint. */
    private static final long MOST_TRANSACTIONS = 3_500_000_000L;

    private final TailTarget target;
    private final TailConnection connection;
    private final CheckpointStore store;
    private final Identity identity;
    private byte @Nullable [] there;

    TailCheckpoint(TailTarget target, TailConnection connection, CheckpointStore store, Identity identity)
            throws SQLException, IOException {
        this.target = target;
        this.connection = connection;
        this.store = store;
        this.identity = identity;
        this.there = store.load(connection.jdbc(), target.table().name());
    }

    /**
     * What the tail before has counted and shown.
     *
     * @param server of which server
     * @param replayed how far that had replayed by then, if it is a standby; else {@link Position#NONE}
     */
    record Memory(Ledger ledger, TailConnection.Server server, Position replayed) {}

    /**
     * What the tail goes on from: its memory, if the server can have lost nothing of it; or the checkpoint, which is this
     * process's from then on; or where a tail without one begins.
     *
     * @param memory null: nothing is known of what was shown before
     * @param anew what was counted before is gone: all counters begin at zero
     * @throws TailUnavailable when this is a standby that has not come as far as the checkpoint, or what is shown, yet
     * @throws CheckpointTaken when there is a memory, and the checkpoint is the command line's: it is not to be compared
     */
    Ledger ledger(TableFold fold, TailSettings settings, @Nullable Memory memory, boolean anew)
            throws SQLException, IOException, TableReplaced, TailUnavailable {
        long nanosAtZero = settings.tolerance().bornAtZero().toNanos();
        boolean whole = settings.start() == TailSettings.Start.BEGINNING;
        // Asked first: a standby may pass the checkpoint and be promoted right after it showed less.
        boolean standby = connection.inRecovery();
        Position here = Position.of(connection.jdbc());
        TailState beginning = fold.beginning(whole);
        EventTable table = target.table();
        if (there == null) {
            LOG.info(
                    "{}no checkpoint in {}: {}",
                    target,
                    store.place(),
                    whole
                            ? "counts all rows that are there, and those to come (events.start: beginning)"
                            : "counts the rows from now on (events.start: now)");
        }
        if (memory != null && !anew && standby) {
            awaitReplayOf(memory, here, beginning.horizon());
        }
        try {
            for (byte[] kept = there; kept != null; kept = there) {
                if (memory != null && Writer.isCommandLine(kept)) {
                    throw new CheckpointTaken(store.place(), kept);
                }
                if (kept.length == 0) {
                    break;
                }
                Checkpoint checkpoint = CheckpointCodec.decode(kept, identity, table);
                Position position = CheckpointCodec.stamp(kept).position();
                refuseIfAhead(checkpoint.state().horizon(), beginning.horizon(), standby);
                refuseIfTooOld(checkpoint.state().slowHorizon(), beginning.horizon());
                boolean branched = branched(position, here, standby);
                if (!anew && memory != null && holds(memory, kept, here, beginning.horizon()) && isNear(memory, fold)) {
                    return memory.ledger();
                }
                if (claim(checkpoint, position)) {
                    return anew || (memory == null && branched)
                            ? anew(checkpoint, position, here, nanosAtZero)
                            : resumed(checkpoint, nanosAtZero, memory);
                }
                beginning = fold.beginning(whole);
            }
        } catch (CheckpointRefused refused) {
            LOG.warn(
                    "{}checkpoint in {} refused: {}; the counters are reset and start {}",
                    target,
                    store.place(),
                    refused.getMessage(),
                    whole ? "from the beginning of the table" : "now");
        }
        return Ledger.blank(table, identity, beginning, nanosAtZero);
    }

    /**
     * Only the connection was lost, and nobody else has counted since. Not even a crash has taken back what was counted,
     * which was on disk, as long as the server is the same process: a disk cannot be set back below one. It can take back
     * ids of transactions that wrote nothing, which others get then.
     */
    private boolean holds(Memory memory, byte[] kept, Position here, long horizon) {
        return memory.ledger().isWhole()
                && memory.server().isSameProcess(connection.server())
                && memory.replayed().lsn() <= here.lsn()
                && memory.ledger().state().horizon() <= horizon
                && CheckpointCodec.isBy(target.writer().id(), kept);
    }

    /** What came in a long time is counted in pieces, and from the checkpoint on, while what is remembered is shown. */
    private static boolean isNear(Memory memory, TableFold fold) throws SQLException, TableReplaced {
        return fold.catchingUp(memory.ledger().state(), Backlog.MANY).history() == null;
    }

    /** One whose process crashed is read again before it has replayed what it had: rows that were shown are not there yet. */
    private void awaitReplayOf(Memory memory, Position here, long horizon) throws TailUnavailable {
        if (memory.server().cluster() != connection.server().cluster()
                || memory.replayed().equals(Position.NONE)) {
            return;
        }
        if (Lineage.of(memory.replayed(), here) == Lineage.BEHIND) {
            throw behind("what is shown", "log position " + memory.replayed());
        }
        long shown = memory.ledger().state().horizon();
        if (shown > horizon) {
            throw behind("what is shown", "transaction " + shown);
        }
    }

    private Ledger resumed(Checkpoint checkpoint, long nanosAtZero, @Nullable Memory memory) {
        Ledger ledger = Ledger.resumed(target.table(), checkpoint, nanosAtZero);
        if (memory != null) {
            ledger.lateAtLeast(memory.ledger().figures().late());
        }
        return ledger;
    }

    private Ledger anew(Checkpoint checkpoint, Position position, Position here, long nanosAtZero) {
        LOG.warn(
                "{}{} (the checkpoint is of {}, the server at {}): the counters are reset to 0, and count the rows since"
                        + " the checkpoint",
                target,
                position.timeline() == here.timeline()
                        ? "rows that were counted are gone: the server lost them, or they were deleted while it was restarted"
                        : "a backup was restored or a standby promoted",
                position,
                here);
        return Ledger.anew(target.table(), checkpoint, nanosAtZero, System.nanoTime());
    }

    /**
     * Whether the server's history goes another way since some time after the checkpoint; one that may go another way
     * since before it is refused, since its transaction ids may mean other transactions there.
     */
    private boolean branched(Position position, Position here, boolean standby)
            throws CheckpointRefused, TailUnavailable {
        Lineage lineage = Lineage.of(position, here);
        if (lineage == Lineage.BEHIND && standby) {
            throw behind(inCheckpoint(), "log position " + position);
        }
        if (lineage != Lineage.SAME && !store.sharesFate()) {
            throw new CheckpointRefused(
                    lineage == Lineage.BEHIND
                            ? "the server was set back, from " + position + " to " + here
                            : "a backup was restored or a standby promoted, maybe from before it (it is of " + position
                                    + ", the server at " + here + ")");
        }
        return lineage == Lineage.BRANCHED;
    }

    /**
     * Signs it, so that a process that still writes, such as the one that this one replaces, finds out at once. False
     * when it has just written another.
     */
    private boolean claim(Checkpoint checkpoint, Position position) throws SQLException, IOException {
        try {
            save(checkpoint, position);
            return true;
        } catch (CheckpointTaken newer) {
            there = newer.found();
            return false;
        }
    }

    private void refuseIfAhead(long horizon, long here, boolean standby) throws CheckpointRefused, TailUnavailable {
        if (horizon <= here) {
            return;
        }
        if (standby) {
            throw behind(inCheckpoint(), "transaction " + horizon);
        }
        throw new CheckpointRefused("its horizon " + horizon + " is ahead of the server's, " + here);
    }

    private static void refuseIfTooOld(long horizon, long here) throws CheckpointRefused {
        if (here - horizon > MOST_TRANSACTIONS) {
            throw new CheckpointRefused((here - horizon)
                    + " transactions have ended since, so that rows of before and after it cannot be told apart");
        }
    }

    private String inCheckpoint() {
        return "the checkpoint in " + store.place();
    }

    private TailUnavailable behind(String goal, String position) {
        return new TailUnavailable(
                FailureKind.QUERY,
                "tail " + target.table() + ": this standby has not replayed as far as " + goal + ", " + position
                        + ": waiting for it; if it takes long, look at pg_stat_wal_receiver");
    }

    /**
     * Writes the checkpoint.
     *
     * @return false when it has to wait
     * @throws CheckpointTaken when somebody else has written it meanwhile
     */
    boolean keep(Ledger ledger) throws SQLException, IOException {
        boolean kept = save(ledger.checkpoint(identity), Position.of(connection.jdbc()));
        if (kept) {
            ledger.kept();
        }
        return kept;
    }

    /**
     * Says that this process is alive though it has nothing to write.
     *
     * @throws CheckpointTaken when somebody else has written one meanwhile
     */
    void renew() throws SQLException, IOException {
        store.renew(connection.jdbc(), target.table().name(), there);
    }

    /** Writes the last one, or, when nothing has changed, says in it that this process has ended. */
    void end(Ledger ledger, boolean changed) throws SQLException, IOException {
        Writer ended = target.writer().ended();
        byte[] kept = there;
        if (changed) {
            Stamp stamp = new Stamp(ended, Instant.now(), Position.of(connection.jdbc()));
            save(CheckpointCodec.encode(ledger.checkpoint(identity), stamp));
        } else if (kept != null && CheckpointCodec.isBy(target.writer().id(), kept)) {
            try {
                save(CheckpointCodec.signed(kept, ended));
            } catch (CheckpointRefused damaged) {
                throw new IllegalStateException("this process wrote it: " + damaged.getMessage(), damaged);
            }
        }
    }

    private boolean save(Checkpoint checkpoint, Position position) throws SQLException, IOException {
        return save(CheckpointCodec.encode(checkpoint, new Stamp(target.writer(), Instant.now(), position)));
    }

    private boolean save(byte[] next) throws SQLException, IOException {
        boolean saved = store.save(connection.jdbc(), target.table().name(), there, next);
        if (saved) {
            there = next;
        }
        return saved;
    }

    String place() {
        return store.place();
    }
}
