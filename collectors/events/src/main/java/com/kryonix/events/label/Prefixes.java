package com.kryonix.events.label;

import com.kryonix.events.endpoint.Segments;
import java.util.regex.Pattern;

/** What a cache key begins with: {@code user} of {@code user:123:profile}. */
final class Prefixes {
    private static final Pattern SEPARATOR = Pattern.compile("[:/|#?{]");

    /** A key of one part, or one that begins with an id, would else be a label value of its own. */
    static final String NONE = "none";

    private Prefixes() {}

    static String of(String raw) {
        String key = raw.strip();
        String[] parts = SEPARATOR.split(key, 2);
        String first = parts[0].strip();
        return parts.length == 1 || first.isEmpty() || Segments.normal(first).equals(Segments.ID) ? NONE : first;
    }
}
