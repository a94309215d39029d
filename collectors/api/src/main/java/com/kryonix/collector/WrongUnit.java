package com.kryonix.collector;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Words in a metric's name that are units, but no base units: those that {@code promtool check metrics} complains of. Only
 * whole words between underscores are, and the name's first word is none.
 */
final class WrongUnit {
    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("ms", "milliseconds"),
            Map.entry("us", "microseconds"),
            Map.entry("ns", "nanoseconds"),
            Map.entry("sec", "seconds"),
            Map.entry("s", "seconds"),
            Map.entry("m", "minutes"),
            Map.entry("h", "hours"),
            Map.entry("d", "days"),
            Map.entry("b", "bytes"),
            Map.entry("kb", "kilobytes"),
            Map.entry("mb", "megabytes"),
            Map.entry("gb", "gigabytes"),
            Map.entry("tb", "terabytes"),
            Map.entry("pb", "petabytes"));

    /** What each word is read as. */
    private static final Map<String, String> UNITS = units();

    private WrongUnit() {}

    private static Map<String, String> units() {
        Map<String, String> units = new HashMap<>(SHORT);
        units.put("percent", "percent");
        for (String many : new String[] {
            "milliseconds",
            "microseconds",
            "nanoseconds",
            "minutes",
            "hours",
            "days",
            "weeks",
            "kilobytes",
            "megabytes",
            "gigabytes"
        }) {
            units.put(many, many);
            units.put(many.substring(0, many.length() - 1), many);
        }
        return Map.copyOf(units);
    }

    /** The first of them, and what it is read as; null when there is none. */
    static @Nullable String in(String name) {
        String[] words = name.split("_", -1);
        for (int i = 1; i < words.length; i++) {
            String unit = UNITS.get(words[i]);
            if (unit != null) {
                return "\"" + words[i] + "\" in it reads as a unit (" + unit + ")";
            }
        }
        return null;
    }
}
