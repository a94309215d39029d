package com.kryonix.exporter.config;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What to say about a key that does not exist. */
final class UnknownKey {
    private UnknownKey() {}

    static String message(String key, List<String> allowed) {
        String hint = nearest(key, allowed)
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
        return "unknown key" + hint + "; allowed: " + String.join(", ", allowed);
    }

    private static Optional<String> nearest(String key, List<String> allowed) {
        return allowed.stream()
                .min(Comparator.comparingInt(name -> distance(key, name)))
                .filter(name -> distance(key, name) <= Math.max(1, Math.min(3, key.length() / 3)));
    }

    /** Levenshtein's: the fewest insertions, deletions and replacements that turn one text into the other. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replace = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replace, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
