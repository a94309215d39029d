package com.kryonix.exporter.engine;

import java.time.Duration;
import java.util.List;

/**
 * What one scrape got from one target.
 *
 * @param kind {@code postgres}, {@code redis}, {@code events}
 * @param up whether the server answered the connection that collects
 * @param duration from the scrape's start to the last collector's end
 * @param scrapes how often this target was scraped since the start, this time included
 * @param collectors those asked for, in the catalogue's order
 */
public record TargetResult(
        String kind, String name, boolean up, Duration duration, long scrapes, List<CollectorResult> collectors) {
    public TargetResult {
        collectors = List.copyOf(collectors);
    }

    /** Whether anything that should have been collected was not. */
    public boolean incomplete() {
        return !up || collectors.stream().anyMatch(CollectorResult::failed);
    }
}
