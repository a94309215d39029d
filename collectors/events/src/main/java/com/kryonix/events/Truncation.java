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
 * and shown, so they are counted for good, as those are that had settled before.
 */
final class Truncation {
    private static final Logger LOG = LoggerFactory.getLogger(Truncation.class);

    private final EventTable table;
    private @Nullable Snapshot before;
    private @Nullable Counts provisional;
    private long storage;
    private boolean oldRows;

    Truncation(EventTable table) {
        this.table = table;
    }

    /** A pass begins; the one before may have failed. */
    void begin() {
        oldRows = false;
    }

    /** A row that counts was met. */
    void met(long xid) {
        Snapshot last = before;
        oldRows |= last != null && xid < last.xmax();
    }

    /**
     * The provisional rows of the pass before, when they are gone; null otherwise. New files alone tell nothing: VACUUM
     * FULL makes some, too, but keeps the rows in them.
     */
    @Nullable
    Counts lost(TableReading reading, Counts nowProvisional) throws SQLException {
        Counts last = provisional;
        boolean had = last != null && !last.isEmpty();
        long now = had || !nowProvisional.isEmpty() ? reading.storage() : 0;
        boolean gone = had && now != storage && !oldRows;
        before = reading.snapshot();
        provisional = nowProvisional;
        storage = now;
        if (last == null || !gone) {
            return null;
        }
        LOG.info("tail {}: truncated; {} rows that were there at the last fold stay counted", table, last.rows());
        return last;
    }
}
