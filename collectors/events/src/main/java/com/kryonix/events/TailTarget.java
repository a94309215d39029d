package com.kryonix.events;

import com.kryonix.events.checkpoint.Writer;
import com.kryonix.events.table.EventTable;

/**
 * What is tailed, and by whom.
 *
 * @param name the database, as the configuration names it
 * @param writer this process's tails of that database, in their checkpoints
 */
record TailTarget(String name, EventTable table, Writer writer) {
    /** As log lines begin. */
    @Override
    public String toString() {
        return Troubles.title(name) + "tail " + table + ": ";
    }
}
