package com.kryonix.redis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One INFO reply: sections in order, and in each {@code name:value} in order. Everything is found by name, so what a
 * newer server adds, leaves out or reorders does no harm.
 */
public final class Info {
    private final Map<String, Section> sections;

    private Info(Map<String, Section> sections) {
        this.sections = sections;
    }

    public static Info parse(String reply) {
        Map<String, List<Section.Line>> lines = new LinkedHashMap<>();
        List<Section.Line> current = new ArrayList<>();
        lines.put("", current);
        for (String line : reply.split("\r?\n", -1)) {
            if (line.startsWith("#")) {
                String name = line.substring(1).strip().toLowerCase(Locale.ROOT);
                current = lines.computeIfAbsent(name, n -> new ArrayList<>());
                continue;
            }
            int colon = separator(line);
            if (colon > 0) {
                current.add(new Section.Line(line.substring(0, colon), line.substring(colon + 1)));
            }
        }
        Map<String, Section> sections = new LinkedHashMap<>();
        lines.forEach((name, content) -> sections.put(name, new Section(name, content)));
        return new Info(sections);
    }

    /** A module's command may hold a colon (cmdstat_a:b:calls=1), so for rows the last one before = counts. */
    private static int separator(String line) {
        int first = line.indexOf(':');
        if (!line.startsWith("cmdstat_") && !line.startsWith("errorstat_")) {
            return first;
        }
        int equals = line.indexOf('=');
        return equals < 0 ? first : line.lastIndexOf(':', equals);
    }

    /** The section of this lower-case name; an empty one when the server did not give it. */
    public Section section(String name) {
        return sections.getOrDefault(name, Section.EMPTY);
    }

    public List<Section> sections() {
        return List.copyOf(sections.values());
    }
}
