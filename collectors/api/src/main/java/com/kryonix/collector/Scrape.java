package com.kryonix.collector;

import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * One request for values: until when, and of which collectors. Immutable; identity tells one scrape from another, so
 * that what several collectors share (one INFO reply, say) is fetched once a scrape.
 */
public final class Scrape {
    private final long deadline;
    private final Set<String> only;
    private final LongSupplier nanoTime;

    private Scrape(long deadline, Set<String> only, LongSupplier nanoTime) {
        this.deadline = deadline;
        this.only = Set.copyOf(only);
        this.nanoTime = nanoTime;
    }

    /** A scrape of everything that must be answered within {@code budget} from now. */
    public static Scrape within(Duration budget) {
        return within(budget, Set.of());
    }

    /** @param only names of the collectors asked for; empty means all */
    public static Scrape within(Duration budget, Set<String> only) {
        return within(budget, only, System::nanoTime);
    }

    static Scrape within(Duration budget, Set<String> only, LongSupplier nanoTime) {
        return new Scrape(nanoTime.getAsLong() + budget.toNanos(), only, nanoTime);
    }

    /** What is left of the budget; never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, deadline - nanoTime.getAsLong()));
    }

    /** Whether the collector of this name was asked for. */
    public boolean includes(String collector) {
        return only.isEmpty() || only.contains(collector);
    }
}
