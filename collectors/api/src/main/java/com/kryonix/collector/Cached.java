package com.kryonix.collector;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** {@link Collector#cachedFor}: single flight, because concurrent callers wait for the one that refreshes. */
final class Cached<S> implements Collector<S> {
    private final Collector<S> inner;
    private final Duration ttl;
    private final LongSupplier nanoTime;
    private @Nullable Reading last;
    private long takenAt;

    Cached(Collector<S> inner, Duration ttl, LongSupplier nanoTime) {
        if (ttl.isNegative() || ttl.isZero()) {
            throw new IllegalArgumentException(inner.name() + ": a time to live of " + ttl);
        }
        this.inner = inner;
        this.ttl = ttl;
        this.nanoTime = nanoTime;
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public List<Metric> metrics() {
        return inner.metrics();
    }

    @Override
    public boolean mayGive(Metric metric) {
        return inner.mayGive(metric);
    }

    @Override
    public Collector<S> undecorated() {
        return inner.undecorated();
    }

    @Override
    public Requirement requirement() {
        return inner.requirement();
    }

    @Override
    public synchronized Reading collect(S source, Scrape scrape) throws Exception {
        Reading kept = last;
        if (kept != null) {
            Duration age = Duration.ofNanos(nanoTime.getAsLong() - takenAt);
            if (age.compareTo(ttl) < 0) {
                return new Reading(kept.samples(), kept.dropped(), age);
            }
        }
        last = null;
        Reading fresh = inner.collect(source, scrape);
        takenAt = nanoTime.getAsLong();
        last = fresh;
        return fresh;
    }
}
