package com.kryonix.events;

import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.reading.WriteAheadLog;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a quick fold found, not shown before the server's log is on disk as far as the fold saw: else a crash could take
 * back rows that were shown, and to Prometheus a counter that falls by a few rows has begun anew with all the others.
 */
final class HeldFold {
    private static final Logger LOG = LoggerFactory.getLogger(HeldFold.class);

    /** Until commits that were under way are on disk, where they wait for that. */
    private static final long FIRST_LOOK = TimeUnit.MILLISECONDS.toNanos(20);

    /** The log writer's round, where they do not: a look costs the server as much as to read 200 rows. */
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(200);

    /** By now the log writer has been there, if it knows of anything to do. */
    private static final long TO_ASK_AFTER = TimeUnit.MILLISECONDS.toNanos(600);

    /** Three rounds of a log writer that is as slow as it can be set. To show nothing any more would be worse. */
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(30);

    private final TailTarget target;
    private final TableFold.Found found;
    private final long began;
    private final long ended;
    private long due;
    private boolean asked;

    /** In the terms of {@link System#nanoTime}. */
    HeldFold(TailTarget target, TableFold.Found found, long began, long ended) {
        this.target = target;
        this.found = found;
        this.began = began;
        this.ended = ended;
        this.due = ended + FIRST_LOOK;
    }

    /** Adds it, if that may be now. */
    boolean show(TailConnection connection, Ledger ledger, TableFold fold, TailHealth health) throws SQLException {
        if (!mayBeShown(connection)) {
            return false;
        }
        ledger.addQuick(found.after(), found.settled(), found.provisional(), System.nanoTime());
        fold.shown(found);
        health.folded(began, ended, found.snapshot());
        return true;
    }

    private boolean mayBeShown(TailConnection connection) throws SQLException {
        if (WriteAheadLog.isOnDisk(connection.jdbc(), found.written())) {
            return true;
        }
        long looked = System.nanoTime();
        due = looked + BETWEEN_LOOKS;
        if (looked - ended > LONGEST) {
            LOG.warn(
                    "{}the server's log does not come to disk: rows are shown that a crash of the server could take back",
                    target);
            return true;
        }
        if (!asked && looked - ended > TO_ASK_AFTER) {
            WriteAheadLog.ask(connection.jdbc());
            asked = true;
        }
        return false;
    }

    /** Whether it is time to look; nothing is to be waited for where all that it saw was on disk. */
    boolean isDue(long now) {
        return found.written() == 0 || now - due >= 0;
    }

    /** When to look again. */
    long due() {
        return due;
    }
}
