package com.kryonix.exporter.exposition;

import com.kryonix.collector.Alias;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Unit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The families of one page, by name: samples of all targets merged, aliases beside what they stand for. Where two
 * collectors contradict each other the first one's family stays, and the name is kept in {@link #conflicts}.
 */
final class Families {
    static final String SERVER = "server";

    private final Set<String> compatibility;
    private final SortedMap<String, Family> byName = new TreeMap<>();
    private final Set<String> conflicts = new TreeSet<>();

    /** @param compatibility exporters whose aliases are wanted */
    Families(Set<String> compatibility) {
        this.compatibility = compatibility;
    }

    /** Adds what one collector gave. */
    void add(Optional<String> server, List<Sample> samples) {
        grouped(samples).forEach((metric, group) -> {
            List<String> labels = labels(metric, server);
            put(
                    new Family(metric.name(), metric.kind(), metric.unit(), metric.help(), labels),
                    new Family.Part(server, 1, group));
            for (Alias alias : metric.aliases()) {
                if (compatibility.contains(alias.exporter())) {
                    String help = metric.help() + " (" + alias.exporter() + "'s name for " + metric.name() + ")";
                    put(
                            new Family(alias.name(), alias.kind(), Unit.NONE, help, labels),
                            new Family.Part(server, alias.factor(), group));
                }
            }
        });
    }

    private void put(Family family, Family.Part part) {
        Family there = byName.computeIfAbsent(family.name(), name -> family);
        if (!there.agreesWith(family) || !there.add(part)) {
            conflicts.add(family.name());
        }
    }

    private static Map<Metric, List<Sample>> grouped(List<Sample> samples) {
        Map<Metric, List<Sample>> groups = new LinkedHashMap<>();
        Metric last = null;
        List<Sample> group = List.of();
        for (Sample sample : samples) {
            if (!same(sample.metric(), last)) {
                last = sample.metric();
                group = groups.computeIfAbsent(last, metric -> new ArrayList<>());
            }
            group.add(sample);
        }
        return groups;
    }

    /** Samples come family by family; comparing every field of a metric for each of them would cost. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean same(Metric metric, @Nullable Metric last) {
        return metric == last;
    }

    private static List<String> labels(Metric metric, Optional<String> server) {
        if (server.isEmpty()) {
            return metric.labels();
        }
        List<String> labels = new ArrayList<>(metric.labels().size() + 1);
        labels.add(SERVER);
        labels.addAll(metric.labels());
        return labels;
    }

    /** Sorted by name, so that two pages can be compared. */
    Collection<Family> sorted() {
        return byName.values();
    }

    boolean contains(String name) {
        return byName.containsKey(name);
    }

    /** Names of which something had to be left out. */
    Set<String> conflicts() {
        return conflicts;
    }
}
