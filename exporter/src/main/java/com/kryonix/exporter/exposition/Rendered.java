package com.kryonix.exporter.exposition;

import com.kryonix.collector.Sample;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** A page's families in the library's form, each made when it is asked for. One that fails costs only itself. */
final class Rendered {
    private final Families families;
    private final Function<Family, MetricFamilySamples> rendering;
    private final Set<String> faults;

    Rendered(Families families, Function<Family, MetricFamilySamples> rendering) {
        this.families = families;
        this.rendering = rendering;
        this.faults = new TreeSet<>(families.conflicts());
    }

    /** In order, and after them how many of them something is wrong with. */
    Stream<MetricFamilySamples> families() {
        return Stream.concat(
                families.sorted().stream().flatMap(this::rendered),
                Stream.of(ExporterMetrics.CONFLICTS).map(metric -> {
                    Family count = Family.of(metric);
                    count.add(new Family.Part(Optional.empty(), 1, List.of(Sample.of(metric, faults.size()))));
                    return rendering.apply(count);
                }));
    }

    private Stream<MetricFamilySamples> rendered(Family family) {
        try {
            return Stream.of(rendering.apply(family));
        } catch (RuntimeException defect) {
            faults.add(family.name());
            return Stream.empty();
        }
    }

    /** Names of which something had to be left out; complete once all families were taken. */
    Set<String> faults() {
        return faults;
    }
}
