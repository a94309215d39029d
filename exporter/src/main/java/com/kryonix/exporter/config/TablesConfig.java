package com.kryonix.exporter.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.kryonix.configuration.InvalidConfig;
import com.kryonix.configuration.Setting;
import com.kryonix.events.declaration.Declarations;
import com.kryonix.events.declaration.TableOptions;
import com.kryonix.events.label.Rule;
import com.kryonix.events.table.EventTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which event tables there are, beside {@code performance.*}, and how the platform's are read. */
public record TablesConfig(
        @Setting("Files that declare tables of your own, such as `tails/*.yml`: docs/event-tables.md.")
        List<Path> files,

        @Setting("`match` and `replace`: rules that make a path a route, before the built-in ones, in order.")
        List<Rule> endpointRules,

        @Setting(
                "How `performance.cache_metrics` tells a miss: a row `logged_as_miss`, or, as the original's middleware"
                        + " writes it, one `logged_as_set` that is no hit.")
        Misses cacheMisses) {
    static final TablesConfig DEFAULT = new TablesConfig(List.of(), List.of(), Misses.LOGGED_AS_MISS);

    public TablesConfig {
        files = files == null ? List.of() : List.copyOf(files);
        endpointRules = endpointRules == null ? List.of() : List.copyOf(endpointRules);
        cacheMisses = cacheMisses == null ? Misses.LOGGED_AS_MISS : cacheMisses;
    }

    /** The platform's tables. */
    public List<EventTable> platform() {
        return Declarations.platform(new TableOptions(endpointRules, cacheMisses == Misses.LOGGED_AS_SET));
    }

    /**
     * The user's tables, read from their files.
     *
     * @throws InvalidConfig for a file that cannot be used, or two that declare the same name
     */
    public List<EventTable> own() {
        if (files.isEmpty()) {
            return List.of();
        }
        Set<String> metrics = new HashSet<>(MetricNames.ours());
        Set<String> tails = new HashSet<>();
        platform().forEach(table -> tails.add(table.name()));
        List<EventTable> tables = new ArrayList<>();
        for (Path file : files.stream().flatMap(Glob::files).toList()) {
            EventTable table = Declarations.read(file, metrics, tails);
            table.metrics().forEach(metric -> metrics.add(metric.name()));
            tails.add(table.name());
            tables.add(table);
        }
        return tables;
    }

    /** How a cache miss is logged. */
    public enum Misses {
        @JsonProperty("logged_as_miss")
        LOGGED_AS_MISS,
        @JsonProperty("logged_as_set")
        LOGGED_AS_SET
    }
}
