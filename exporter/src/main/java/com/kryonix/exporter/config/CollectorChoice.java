package com.kryonix.exporter.config;

import java.util.List;

/** Which collectors run for a target. */
public record CollectorChoice(
        @Setting("Names of the collectors to run, and no others; empty: all of them.")
        List<String> include,

        @Setting("Names of the collectors to leave out.") List<String> exclude) {
    static final CollectorChoice ALL = new CollectorChoice(List.of(), List.of());

    public CollectorChoice {
        include = include == null ? List.of() : List.copyOf(include);
        exclude = exclude == null ? List.of() : List.copyOf(exclude);
        if (!include.isEmpty() && !exclude.isEmpty()) {
            throw new InvalidSetting("exclude", "stands beside include; allowed: one of the two");
        }
    }

    /** Whether the collector of this name shall run. */
    public boolean enables(String collector) {
        return (include.isEmpty() || include.contains(collector)) && !exclude.contains(collector);
    }
}
