package com.kryonix.exporter.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.kryonix.collector.Alias;
import com.kryonix.collector.Metric;
import java.util.List;
import java.util.Locale;

/** All chapters as one JSON array, a metric an object. */
public final class CatalogueJson {
    private CatalogueJson() {}

    private record Entry(
            String source,
            String collector,
            String name,
            String type,
            String unit,
            List<String> labels,
            String help,
            List<String> aliases) {}

    public static String of(List<Chapter> chapters) {
        List<Entry> entries = chapters.stream()
                .flatMap(chapter -> chapter.sections().stream()
                        .flatMap(section -> section.metrics().stream().map(metric -> entry(chapter, section, metric))))
                .toList();
        try {
            return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(entries);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Entry entry(Chapter chapter, Chapter.Section section, Metric metric) {
        return new Entry(
                chapter.source(),
                section.collector(),
                metric.name(),
                metric.kind().name().toLowerCase(Locale.ROOT),
                metric.unit().name().toLowerCase(Locale.ROOT),
                metric.labels(),
                metric.help(),
                metric.aliases().stream().map(Alias::name).toList());
    }
}
