package com.kryonix.events.checkpoint;

import com.kryonix.events.fold.TailState;
import com.kryonix.events.table.Admissions;
import com.kryonix.events.table.Counts;
import com.kryonix.events.table.EventTable;

/**
 * What survives a restart.
 *
 * @param origin which rows are counted
 * @param late how many of the settled rows the slow pass found
 */
public record Checkpoint(
        Identity identity, Origin origin, TailState state, long late, Admissions admissions, Counts settled) {
    /** Nothing counted yet. */
    public static Checkpoint blank(EventTable table, Identity identity, TailState beginning) {
        Origin origin = table.key() == null ? Origin.of(beginning) : Origin.ofKeyed(beginning);
        return new Checkpoint(identity, origin, beginning, 0, new Admissions(table), new Counts(table));
    }

    /** The same rows, counted as far as another state says. */
    public Checkpoint at(TailState other) {
        return new Checkpoint(identity, origin, other, late, admissions, settled);
    }
}
