package com.kryonix.collector;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What one collection gave.
 *
 * @param dropped series that a cap left out (gauges; counters go into {@code other})
 * @param age how old the values are: zero unless they come from {@link Collector#cachedFor}
 */
public record Reading(List<Sample> samples, int dropped, Duration age) {
    public Reading {
        samples = List.copyOf(samples);
        Objects.requireNonNull(age, "age");
        if (dropped < 0 || age.isNegative()) {
            throw new IllegalArgumentException("dropped " + dropped + ", age " + age);
        }
    }

    public static Reading of(List<? extends Sample> samples) {
        return new Reading(List.copyOf(samples), 0, Duration.ZERO);
    }

    public static Reading of(Sample... samples) {
        return of(List.of(samples));
    }

    /**
     * Refuses two samples of one series, so that a duplicate fails its collector and not the whole page.
     *
     * @throws IllegalStateException naming the series that is there twice
     */
    public Reading withoutDuplicates() {
        record Series(String name, List<String> labelValues) {}
        Set<Series> seen = new HashSet<>(samples.size() * 2);
        for (Sample sample : samples) {
            Series series = new Series(sample.metric().name(), sample.labelValues());
            if (!seen.add(series)) {
                throw new IllegalStateException("two samples of " + series.name + series.labelValues);
            }
        }
        return this;
    }
}
