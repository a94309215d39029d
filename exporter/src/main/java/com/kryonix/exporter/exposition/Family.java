package com.kryonix.exporter.exposition;

import com.kryonix.collector.Kind;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Unit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One family of a page, filled by one or more collectors. */
final class Family {
    /**
     * What one collector gave to it.
     *
     * @param server the value of the label that tells targets apart, where the page has it
     * @param factor what values are multiplied with: not 1 for aliases in other units
     */
    record Part(Optional<String> server, double factor, List<Sample> samples) {}

    private record Series(Optional<String> server, List<String> labelValues) {}

    private final String name;
    private final Kind kind;
    private final Unit unit;
    private final String help;
    private final List<String> labels;
    private final List<Part> parts = new ArrayList<>();

    Family(String name, Kind kind, Unit unit, String help, List<String> labels) {
        this.name = name;
        this.kind = kind;
        this.unit = unit;
        this.help = help;
        this.labels = labels;
    }

    /** Of a metric of the exporter's own, the same for all targets. */
    static Family of(Metric metric) {
        return new Family(metric.name(), metric.kind(), metric.unit(), metric.help(), metric.labels());
    }

    String name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    Unit unit() {
        return unit;
    }

    String help() {
        return help;
    }

    /** {@code server} first, where the page has it. */
    List<String> labels() {
        return labels;
    }

    List<Part> parts() {
        return parts;
    }

    /** Samples of both may stand under one name. Help texts may differ: the first one's is shown. */
    boolean agreesWith(Family other) {
        return kind == other.kind && labels.equals(other.labels);
    }

    /** Whether all of it was taken: a series that is there already is left out, or Prometheus would refuse the page. */
    boolean add(Part part) {
        boolean overlap = parts.stream().anyMatch(there -> there.server.equals(part.server));
        if (!overlap) {
            parts.add(part);
            return true;
        }
        Set<Series> taken = new HashSet<>();
        parts.forEach(
                there -> there.samples.forEach(sample -> taken.add(new Series(there.server, sample.labelValues()))));
        List<Sample> fresh = part.samples.stream()
                .filter(sample -> taken.add(new Series(part.server, sample.labelValues())))
                .toList();
        parts.add(new Part(part.server, part.factor, fresh));
        return fresh.size() == part.samples.size();
    }
}
