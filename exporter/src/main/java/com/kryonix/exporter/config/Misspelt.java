package com.kryonix.exporter.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What to say about a name that does not exist. */
final class Misspelt {
    private Misspelt() {}

    /** @param complaint what is wrong with the name, such as {@code unknown key} */
    static String message(String complaint, String name, Collection<String> allowed) {
        String hint = nearest(name, allowed)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
        return complaint + hint + "; allowed: " + String.join(", ", allowed);
    }

    private static Optional<String> nearest(String name, Collection<String> allowed) {
        return allowed.stream()
                .min(Comparator.comparingInt(known -> distance(name, known)))
                .filter(known -> distance(name, known) <= Math.max(1, Math.min(3, name.length() / 3)));
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
