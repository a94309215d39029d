package com.kryonix.events.checkpoint;

import com.kryonix.events.fold.TailState;
import com.kryonix.events.table.Admissions;
import com.kryonix.events.table.Counts;

/**
 * What survives a restart.
 *
 * @param late how many of the settled rows the slow pass found
 */
public record Checkpoint(Identity identity, TailState state, long late, Admissions admissions, Counts settled) {}
