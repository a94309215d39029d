package com.kryonix.collector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@link Collector#cappedAt}. A wrapped instance belongs to one target, because it remembers who was admitted. */
final class Capped<S> implements Collector<S> {
    private static final String OTHER = "other";

    private final Collector<S> inner;
    private final int limit;
    private final Map<String, Membership> memberships = new HashMap<>();

    Capped(Collector<S> inner, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException(inner.name() + ": a cap of " + limit);
        }
        this.inner = inner;
        this.limit = limit;
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
        Reading whole = inner.collect(source, scrape);
        Map<String, List<Sample>> families = new LinkedHashMap<>();
        whole.samples()
                .forEach(sample -> families.computeIfAbsent(sample.metric().name(), n -> new ArrayList<>())
                        .add(sample));
        List<Sample> kept = new ArrayList<>(whole.samples().size());
        int dropped = whole.dropped();
        for (Map.Entry<String, List<Sample>> family : families.entrySet()) {
            dropped += memberships
                    .computeIfAbsent(family.getKey(), n -> new Membership(limit))
                    .sort(family.getValue(), kept);
        }
        return new Reading(kept, dropped, whole.age());
    }

    /** Who of one family has a series of its own. */
    private static final class Membership {
        private final int limit;
        private final Set<List<String>> admitted = new LinkedHashSet<>();
        private Set<List<String>> beyond = Set.of();

        Membership(int limit) {
            this.limit = limit;
        }

        /** Adds to {@code kept} what stays, and what was folded into other; returns how many were dropped. */
        int sort(List<Sample> family, List<Sample> kept) {
            admit(family);
            int dropped = 0;
            Sample other = null;
            for (Sample sample : family) {
                if (admitted.contains(sample.labelValues())) {
                    kept.add(sample);
                } else if (summable(sample)) {
                    Sample renamed = sample.relabelled(
                            Collections.nCopies(sample.labelValues().size(), OTHER));
                    other = other == null ? renamed : other.plus(renamed);
                } else {
                    dropped++;
                }
            }
            if (other != null) {
                kept.add(other);
            }
            return dropped;
        }

        /** A place that falls vacant goes to a newcomer only: a series already in other stays there. */
        private void admit(List<Sample> family) {
            Set<List<String>> present = new HashSet<>();
            family.forEach(sample -> present.add(sample.labelValues()));
            admitted.retainAll(present);
            Set<List<String>> left = new HashSet<>();
            for (Sample sample : family) {
                List<String> series = sample.labelValues();
                if (!admitted.contains(series)) {
                    if (admitted.size() < limit && !beyond.contains(series)) {
                        admitted.add(series);
                    } else {
                        left.add(series);
                    }
                }
            }
            beyond = left;
        }

        private static boolean summable(Sample sample) {
            Kind kind = sample.metric().kind();
            return kind == Kind.COUNTER || kind == Kind.HISTOGRAM;
        }
    }
}
