package com.kryonix.exporter.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What people are shown of a target between scrapes.
 *
 * @param up whether the server answered last; empty before it was asked who it is
 * @param collectors how each ended last, in the catalogue's order; one that was never asked for is absent
 */
public record TargetState(String kind, String name, Optional<Boolean> up, List<CollectorState> collectors) {
    public TargetState {
        collectors = List.copyOf(collectors);
    }

    /**
     * @param outcome as {@link CollectorResult#outcomeLabel}
     * @param detail why it was skipped or failed
     * @param series how many it gave
     */
    public record CollectorState(
            String name, String outcome, String detail, int series, Duration duration, Instant at) {}
}
