package com.kryonix.collector;

import java.time.Duration;
import java.util.List;

/**
 * Reads one subject of a source. Holds neither a deadline nor timing, caching, limits or isolation: those wrap it
 * ({@link #cappedAt}, {@link #cachedFor}) or live in the engine.
 */
public interface Collector<S> {
    /** The subject, in the source's own words; unique in its catalogue; a label value. */
    String name();

    /** Every family this may give samples of. */
    List<Metric> metrics();

    /**
     * Whether this may give samples of a family: one of {@link #metrics}, or one whose name only the server knows (a
     * setting of an extension, say). The engine refuses samples of any other.
     */
    default boolean mayGive(Metric metric) {
        return metrics().contains(metric);
    }

    default Requirement requirement() {
        return Requirement.none();
    }

    /**
     * Called by the engine, at most once at a time for an instance. Returns everything or throws, so that a failure
     * half-way publishes nothing.
     */
    Reading collect(S source, Scrape scrape) throws Exception;

    /** The collector alone, without the limits and caches around it. */
    default Collector<S> undecorated() {
        return this;
    }

    /**
     * This collector with at most {@code series} series a metric. Counters and histograms beyond it are summed into
     * one series whose label values are all {@code other}; gauges beyond it are dropped and counted. Membership is
     * sticky: first come, first kept, so that no counter moves between its own series and {@code other}.
     */
    default Collector<S> cappedAt(int series) {
        return new Capped<>(this, series);
    }

    /**
     * This collector asked at most once in {@code ttl}; between, its last reading is given again, with its age. A
     * failed refresh keeps nothing, so stale values are never shown.
     */
    default Collector<S> cachedFor(Duration ttl) {
        return new Cached<>(this, ttl, System::nanoTime);
    }
}
