package com.kryonix.exporter.exposition;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of OpenMetrics 1.0.0 that a page can break: families unique and not interleaved, samples named after their
 * family and its type, units as suffixes, no series twice, {@code # EOF} last.
 */
public final class OpenMetricsParser {
    private static final Pattern META = Pattern.compile("# (TYPE|UNIT|HELP) ([a-zA-Z_:][a-zA-Z0-9_:]*) ?(.*)");
    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\"";
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{(?:" + LABEL + "(?:," + LABEL
            + ")*)?})? ([+-]?Inf|NaN|[+-]?[0-9.]+(?:E-?[0-9]+)?)");
    private static final Map<String, List<String>> SUFFIXES = Map.of(
            "counter", List.of("_total", "_created"),
            "gauge", List.of(""),
            "unknown", List.of(""),
            "info", List.of("_info"),
            "stateset", List.of(""),
            "summary", List.of("", "_count", "_sum", "_created"),
            "histogram", List.of("_bucket", "_count", "_sum", "_created"),
            "gaugehistogram", List.of("_bucket", "_gcount", "_gsum"));

    private final Set<String> families = new HashSet<>();
    private final Set<String> sampleNames = new HashSet<>();
    private final Set<String> series = new HashSet<>();
    private String family = "";
    private String type = "";
    private int samples;

    private OpenMetricsParser() {}

    /** How many samples a page has; fails on the first rule that it breaks. */
    public static int check(String page) {
        OpenMetricsParser parser = new OpenMetricsParser();
        require(page.endsWith("# EOF\n"), "no # EOF at the end", "");
        page.substring(0, page.length() - "# EOF\n".length()).lines().forEach(parser::line);
        return parser.samples;
    }

    private void line(String line) {
        Matcher meta = META.matcher(line);
        if (meta.matches()) {
            meta(line, meta.group(1), meta.group(2), meta.group(3));
            return;
        }
        Matcher sample = SAMPLE.matcher(line);
        require(sample.matches(), "the form of", line);
        String name = sample.group(1);
        require(name.startsWith(family), "the family of", line);
        require(SUFFIXES.getOrDefault(type, List.of()).contains(name.substring(family.length())), "the suffix", line);
        require(series.add(line.substring(0, line.lastIndexOf(' '))), "a series twice in", line);
        samples++;
    }

    private void meta(String line, String what, String name, String text) {
        if (what.equals("TYPE")) {
            require(families.add(name), "a family twice in", line);
            require(SUFFIXES.containsKey(text), "the type in", line);
            family = name;
            type = text;
            for (String suffix : SUFFIXES.getOrDefault(type, List.of())) {
                require(sampleNames.add(name + suffix), "a clash of sample names in", line);
            }
        }
        require(name.equals(family), "an interleaved family in", line);
        if (what.equals("UNIT")) {
            require(name.endsWith("_" + text), "the unit in", line);
        }
    }

    private static void require(boolean met, String what, String line) {
        if (!met) {
            throw new AssertionError("OpenMetrics: " + what + ": " + line);
        }
    }
}
