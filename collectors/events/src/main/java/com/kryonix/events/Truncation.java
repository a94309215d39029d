package com.kryonix.events;

import com.kryonix.events.fold.Snapshot;
import com.kryonix.events.reading.TableReading;
import com.kryonix.events.table.Counts;
import com.kryonix.events.table.EventTable;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that provisional rows went with their table's files: with TRUNCATE, or with a partition. They were committed
 * and shown, so they are counted for good, as those are that had settled before. Immutable: a fold that is never shown
 * has changed nothing, so the next one finds the same rows gone.
 *
 * @param before the snapshot of the fold that was shown last; null: none was
 * @param provisional its provisional rows
 * @param storage the files that held them
 * @param lost the provisional rows of the fold before that one, when they were gone; null otherwise
 */
record Truncation(
        EventTable table,
        @Nullable Snapshot before,
        Counts provisional,
        long storage,
        @Nullable Counts lost) {
    private static final Logger LOG = LoggerFactory.getLogger(Truncation.class);

    /** No fold was shown yet. */
    static Truncation none(EventTable table) {
        return new Truncation(table, null, new Counts(table), 0, null);
    }

    /** A fold begins. */
    Watch watch() {
        return new Watch();
    }

    /** What one fold meets. */
    final class Watch {
        private boolean oldRows;

        /** A row that counts. */
        void met(long xid) {
            oldRows |= before != null && xid < before.xmax();
        }

        /**
         * Once every row was met: what holds from then on, if the fold is shown. New files alone tell nothing: VACUUM
         * FULL makes some, too, but keeps the rows in them.
         */
        Truncation after(TableReading reading, Counts nowProvisional) throws SQLException {
            boolean had = !provisional.isEmpty();
            long now = had || !nowProvisional.isEmpty() ? reading.storage() : 0;
            boolean gone = had && now != storage && !oldRows;
            return new Truncation(table, reading.snapshot(), nowProvisional, now, gone ? provisional : null);
        }
    }

    /** The fold that found this is shown. */
    void say() {
        if (lost != null) {
            LOG.info("tail {}: truncated; {} rows that were there at the last fold stay counted", table, lost.rows());
        }
    }
}
