package com.kryonix.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What to say about a name that does not exist. */
public final class Misspelt {
    private Misspelt() {}

    /** @param complaint what is wrong with the name, such as {@code unknown key} */
    public static String message(String complaint, String name, Collection<String> allowed) {
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

    /**
     * The fewest insertions, deletions, replacements and exchanges of neighbours that turn one text into the other, none
     * touched twice: the optimal string alignment distance.
     */
    private static int distance(String from, String to) {
        int[][] rows = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    rows[i][j] = i + j;
                    continue;
                }
                int replace = rows[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                rows[i][j] = Math.min(replace, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
                if (exchanged(from, i, to, j)) {
                    rows[i][j] = Math.min(rows[i][j], 1 + rows[i - 2][j - 2]);
                }
            }
        }
        return rows[from.length()][to.length()];
    }

    private static boolean exchanged(String from, int i, String to, int j) {
        return i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
    }
}
