package com.kryonix.events.maintenance;

import com.kryonix.events.reading.TableShape;
import com.kryonix.events.table.EventTable;
import org.jspecify.annotations.Nullable;

/**
 * One declaration of a table that is there, after its roll-up has come along. A table may have several, each with a
 * roll-up and with checkpoints of its own: its days are old for all of them or for none.
 *
 * @param gone what had gone of it before this run
 */
record DeclaredTable(
        Retention retention, TableShape shape, @Nullable GoneDays gone) {
    EventTable table() {
        return retention.table();
    }
}
