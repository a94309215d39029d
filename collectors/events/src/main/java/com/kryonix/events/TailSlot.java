package com.kryonix.events;

import com.kryonix.collector.FailureKind;
import com.kryonix.collector.Sample;
import com.kryonix.events.checkpoint.CheckpointCodec;
import com.kryonix.events.checkpoint.CheckpointLocked;
import com.kryonix.events.checkpoint.CheckpointStore;
import com.kryonix.events.checkpoint.CheckpointTaken;
import com.kryonix.events.checkpoint.Writer;
import com.kryonix.events.reading.Inspection;
import com.kryonix.events.reading.LockHolder;
import com.kryonix.events.reading.TableReplaced;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.reading.TailUnavailable;
import com.kryonix.events.table.EventTable;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The place of one declared table: its tail, the one that is shown, and what is wrong. */
final class TailSlot {
    private static final Logger LOG = LoggerFactory.getLogger(TailSlot.class);

    private final TailTarget target;
    private final EventTable table;
    private final TailSettings settings;
    private final TailHealth health = new TailHealth();
    private final Backoff backoff = new Backoff();
    private @Nullable Tail working;
    private @Nullable Tail expected;
    private boolean anew;
    private @Nullable Rival rival;
    private volatile @Nullable Tail shown;
    private volatile @Nullable TailUnavailable trouble;
    private volatile boolean absent;
    private long retryAt = System.nanoTime();

    TailSlot(TailTarget target, TailSettings settings) {
        this.target = target;
        this.table = target.table();
        this.settings = settings;
    }

    EventTable table() {
        return table;
    }

    TailHealth health() {
        return health;
    }

    /** There is a new connection: every tail begins anew, where it may. */
    void connected() {
        working = null;
        retryAt = System.nanoTime();
    }

    /** An error struck, perhaps in the middle of something: what is remembered may be torn. */
    void struck() {
        Tail tail = expected;
        if (tail != null) {
            tail.distrust();
        }
    }

    /** Does what is due. A broken connection is thrown; any other trouble is this table's alone. */
    void work(TailConnection connection, CheckpointPlace place) throws SQLException {
        long began = System.nanoTime();
        if (retryAt - began > 0) {
            return;
        }
        try {
            Tail tail = working;
            if (tail == null) {
                if (!new Inspection(connection, settings.timeZone()).exists(table)) {
                    working = null;
                    absent = true;
                    fail(new TailUnavailable(FailureKind.QUERY, Inspection.missing(table)));
                    return;
                }
                absent = false;
                CheckpointStore store = place.storeOf(target);
                if (isTaken(connection, store)) {
                    return;
                }
                tail = Tail.open(target, connection, settings, store, health, expected, anew);
                anew = false;
                working = tail;
            }
            tail.work();
            if (tail.caughtUp()) {
                shown = tail;
                expected = tail;
                recovered();
            }
        } catch (TableReplaced e) {
            working = null;
        } catch (SetBack e) {
            working = null;
            anew = true;
        } catch (TailUnavailable e) {
            fail(e);
        } catch (CheckpointTaken e) {
            taken(e);
        } catch (CheckpointLocked e) {
            Tail tail = working;
            fail(Troubles.of(table, e));
            working = tail;
        } catch (IOException e) {
            fail(Troubles.of(table, e));
        } catch (SQLException e) {
            if (Troubles.breaksConnection(e)) {
                throw e;
            }
            failed(connection, e, Duration.ofNanos(System.nanoTime() - began));
        } catch (RuntimeException e) {
            defect(e);
        }
    }

    /** An error that is this table's alone. */
    private void failed(TailConnection connection, SQLException e, Duration working) throws SQLException {
        Tail tail = this.working;
        if (connection.isCancelled()) {
            // At the end of the process: what was counted is still to be kept.
            return;
        }
        boolean lockedOut = Troubles.lockedOut(e);
        // A pool may close a connection for an error that is the table's alone.
        boolean closed = connection.jdbc().isClosed();
        String holder = lockedOut && !closed ? LockHolder.of(connection, table) : "";
        fail(holder.isEmpty() ? Troubles.of(table, e) : Troubles.locked(table, holder));
        if (closed) {
            throw e;
        }
        if (tail != null && Troubles.cancelled(e)) {
            tail.ended(working);
            this.working = tail;
        } else if (lockedOut) {
            this.working = tail;
        }
    }

    /** It goes on from its checkpoint; the other tables' tails do not notice. */
    private void defect(RuntimeException e) {
        LOG.debug("{}the defect", target, e);
        fail(new TailUnavailable(FailureKind.DEFECT, "tail " + table + ": a defect in the exporter: " + e));
    }

    /** Another one's checkpoint stands where ours was to be; or an older one of ours, when the server was set back. */
    private void taken(CheckpointTaken e) {
        working = null;
        if (Writer.isCommandLine(e.found())) {
            LOG.warn("{}its checkpoint was written by {}: the counters begin anew", target, Writer.nameIn(e.found()));
            expected = null;
            anew = false;
            return;
        }
        if (CheckpointCodec.isBy(target.writer().id(), e.found())) {
            LOG.warn(
                    "{}the server was set back to an older checkpoint of this exporter's, which goes on from there",
                    target);
            return;
        }
        rival = Rival.met(settings.pace(), e.found(), System.nanoTime());
        shown = null;
        expected = null;
        fail(rivalry());
    }

    private boolean isTaken(TailConnection connection, CheckpointStore store) throws SQLException, IOException {
        Rival other = rival;
        if (other == null) {
            return false;
        }
        byte[] there = store.load(connection.jdbc(), table.name());
        if (other.silent(there, store.silence(connection.jdbc(), table.name()), System.nanoTime())) {
            rival = null;
            return false;
        }
        fail(rivalry());
        return true;
    }

    private TailUnavailable rivalry() {
        return new TailUnavailable(
                FailureKind.QUERY,
                "tail " + table + ": another exporter writes the checkpoint of instance \"" + settings.instance()
                        + "\", too: give each exporter of this database its own events.instance, and its own"
                        + " events.checkpoint_file if that is set; this one goes on when the other has ended, or given no sign"
                        + " of life for " + Rival.patience(settings.pace()).toSeconds() + " s");
    }

    private void fail(TailUnavailable e) {
        TailUnavailable before = trouble;
        // Of a table that is missing, the scrapes say whether it was to be there.
        if (!absent && (before == null || !String.valueOf(before.getMessage()).equals(e.getMessage()))) {
            LOG.atLevel(e.kind() == FailureKind.DEFECT ? Level.ERROR : Level.WARN)
                    .log("{}{}", Troubles.title(target.name()), e.getMessage());
        }
        trouble = e;
        working = null;
        retryAt = System.nanoTime() + backoff.next().toNanos();
    }

    private void recovered() {
        if (trouble != null) {
            LOG.info("{}works again", target);
            trouble = null;
        }
        backoff.reset();
    }

    /** When something is due next. */
    long due() {
        Tail tail = working;
        return tail == null || retryAt - tail.due() > 0 ? retryAt : tail.due();
    }

    /** At the end: a last checkpoint. */
    void finish() throws SQLException, IOException {
        Tail tail = working;
        if (tail != null) {
            tail.end();
        }
    }

    /** Whether the table is not there, as far as is known. */
    boolean absent() {
        return absent;
    }

    /** Whether waiting longer brings nothing: it is shown, or something is wrong. */
    boolean decided() {
        return shown != null || trouble != null;
    }

    /** @throws TailUnavailable when there is nothing to show, and why is known */
    List<Sample> samples() throws TailUnavailable {
        Tail tail = shown;
        if (tail != null) {
            return tail.samples();
        }
        TailUnavailable known = trouble;
        if (known != null) {
            throw known;
        }
        return List.of();
    }

    /** Null until something is shown. */
    Ledger.@Nullable Figures figures() {
        Tail tail = shown;
        return tail == null ? null : tail.figures();
    }
}
