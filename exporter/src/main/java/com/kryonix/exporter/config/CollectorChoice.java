package com.kryonix.exporter.config;

import com.kryonix.configuration.InvalidSetting;
import com.kryonix.configuration.Misspelt;
import com.kryonix.configuration.Setting;
import java.util.Collection;
import java.util.List;

/** Which collectors run for a target. */
public record CollectorChoice(
        @Setting("Names of the collectors to run, and no others; empty: all of them. docs/metrics has the names.")
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

    /**
     * This choice, every name of which is known.
     *
     * @param kind whose collectors, for the message
     * @throws InvalidSetting for a name that is none of {@code known}; it would choose nothing and nobody would notice
     */
    CollectorChoice among(String kind, Collection<String> known) {
        check("include", include, kind, known);
        check("exclude", exclude, kind, known);
        return this;
    }

    private static void check(String key, List<String> names, String kind, Collection<String> known) {
        for (int i = 0; i < names.size(); i++) {
            if (!known.contains(names.get(i))) {
                String complaint = "\"" + names.get(i) + "\" is no collector of " + kind;
                throw new InvalidSetting(
                        "collectors." + key + "[" + i + "]", Misspelt.message(complaint, names.get(i), known));
            }
        }
    }

    /** Whether the collector of this name shall run. */
    public boolean enables(String collector) {
        return (include.isEmpty() || include.contains(collector)) && !exclude.contains(collector);
    }
}
