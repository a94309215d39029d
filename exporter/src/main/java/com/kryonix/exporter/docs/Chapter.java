package com.kryonix.exporter.docs;

import com.kryonix.collector.Catalogue;
import com.kryonix.collector.Metric;
import java.util.List;

/**
 * What one source gives, for people.
 *
 * @param source {@code postgres}, {@code redis}, {@code events}, {@code exporter}
 */
public record Chapter(String source, String title, String introduction, List<Section> sections) {
    public Chapter {
        sections = List.copyOf(sections);
    }

    /** One collector's metrics. */
    public record Section(String collector, List<Metric> metrics) {
        public Section {
            metrics = List.copyOf(metrics);
        }
    }

    static Chapter of(Catalogue<?> catalogue, String title, String introduction) {
        List<Section> sections = catalogue.collectors().stream()
                .map(collector -> new Section(collector.name(), collector.metrics()))
                .toList();
        return new Chapter(catalogue.source(), title, introduction, sections);
    }
}
