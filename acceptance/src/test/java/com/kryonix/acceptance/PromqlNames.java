package com.kryonix.acceptance;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metric names in a PromQL expression, by its tokens alone: promtool checks the grammar, this the names. */
final class PromqlNames {
    private static final Pattern TOKEN = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`" // text
                    + "|\\{|}|\\[[^\\]]*\\]" // matchers, ranges
                    + "|\\$\\{?\\w+}?" // Grafana's variables
                    + "|\\d[\\w.]*" // numbers and durations
                    + "|[A-Za-z_:][\\w:]*|[()]|#[^\\n]*");
    private static final Set<String> BEFORE_LABELS =
            Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> WORDS =
            Set.of("and", "or", "unless", "bool", "offset", "inf", "nan", "start", "end", "atan2");
    private static final Set<String> AGGREGATIONS = Set.of(
            "sum",
            "min",
            "max",
            "avg",
            "group",
            "stddev",
            "stdvar",
            "count",
            "count_values",
            "bottomk",
            "topk",
            "quantile");

    private PromqlNames() {}

    static Set<String> in(String expression) {
        Set<String> names = new LinkedHashSet<>();
        Matcher token = TOKEN.matcher(expression);
        int braces = 0;
        boolean labelsFollow = false;
        boolean inLabels = false;
        while (token.find()) {
            String text = token.group();
            if (text.equals("{") || text.equals("}")) {
                braces += text.equals("{") ? 1 : -1;
            } else if (text.equals("(")) {
                inLabels = labelsFollow;
            } else if (text.equals(")")) {
                inLabels = false;
            } else if (isName(text) && braces == 0 && !inLabels && !isCall(expression, token.end(), text)) {
                names.add(text);
            }
            labelsFollow = BEFORE_LABELS.contains(text);
        }
        return names;
    }

    private static boolean isName(String text) {
        return (Character.isLetter(text.charAt(0)) || text.charAt(0) == '_' || text.charAt(0) == ':')
                && !BEFORE_LABELS.contains(text)
                && !WORDS.contains(text);
    }

    private static boolean isCall(String expression, int end, String text) {
        return AGGREGATIONS.contains(text)
                || expression.substring(end).stripLeading().startsWith("(");
    }
}
