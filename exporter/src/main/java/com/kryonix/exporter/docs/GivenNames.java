package com.kryonix.exporter.docs;

import com.kryonix.collector.Alias;
import com.kryonix.collector.Kind;
import com.kryonix.collector.Metric;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every name that the exporter can give: its own families', and those it gives for users of other exporters. */
final class GivenNames {
    /**
     * A name on our page.
     *
     * @param besides the family that it is another name of, if it is an alias
     */
    record Given(Kind kind, Optional<Metric> besides) {}

    private final Map<String, Given> byName = new HashMap<>();

    private GivenNames() {}

    static GivenNames of(List<Chapter> chapters) {
        GivenNames names = new GivenNames();
        chapters.stream()
                .flatMap(chapter -> chapter.sections().stream())
                .flatMap(section -> section.metrics().stream())
                .forEach(names::add);
        return names;
    }

    private void add(Metric metric) {
        byName.put(metric.name(), new Given(metric.kind(), Optional.empty()));
        for (Alias alias : metric.aliases()) {
            byName.put(alias.name(), new Given(alias.kind(), Optional.of(metric)));
        }
    }

    Optional<Given> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
