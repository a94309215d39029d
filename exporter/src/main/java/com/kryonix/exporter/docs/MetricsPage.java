package com.kryonix.exporter.docs;

import com.kryonix.collector.Alias;
import com.kryonix.collector.Kind;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Unit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One chapter as Markdown: a table a collector. */
public final class MetricsPage {
    private MetricsPage() {}

    public static String of(Chapter chapter) {
        StringBuilder page = new StringBuilder();
        page.append("# ").append(chapter.title()).append(" metrics\n\n");
        page.append(chapter.introduction()).append('\n');
        for (Chapter.Section section : chapter.sections()) {
            page.append("\n## ").append(section.collector()).append("\n\n");
            page.append("| metric | type | unit | labels | meaning | also as |\n");
            page.append("| --- | --- | --- | --- | --- | --- |\n");
            section.metrics().forEach(metric -> page.append(row(metric)).append('\n'));
        }
        return page.toString();
    }

    private static String row(Metric metric) {
        return "| `" + metric.name() + "` | " + type(metric.kind()) + " | " + unit(metric.unit()) + " | "
                + code(metric.labels()) + " | " + cell(metric.help()) + " | "
                + code(metric.aliases().stream().map(Alias::name).toList()) + " |";
    }

    private static String type(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String unit(Unit unit) {
        return unit == Unit.NONE ? "" : unit.name().toLowerCase(Locale.ROOT);
    }

    private static String code(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace('\n', ' ');
    }
}
