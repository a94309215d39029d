package com.kryonix.events.endpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The endpoint label of a raw path: {@code "GET /api//v1/users/123?full=1"} is {@code /api/v1/users/:id}.
 *
 * <p>A route template passes as it is. Applied twice it gives the same as once, and never more than
 * {@value #MOST_CHARACTERS} characters.
 */
public final class Endpoints {
    static final int MOST_CHARACTERS = 120;
    static final int MOST_SEGMENTS = 8;
    private static final String CUT = "...";

    /** What comes later could not show in the result, but would cost time to decode. */
    private static final int LONGEST_RAW = 4_000;

    private static final Pattern METHOD = Pattern.compile("^\\s*[A-Za-z]{3,10}\\s+(?=\\S)");
    private static final Pattern ORIGIN = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://[^/]*");

    private Endpoints() {}

    /** Never fails, whatever the text; an empty one is {@code /}. */
    public static String normal(String raw) {
        return route(path(raw));
    }

    /** The path alone: decoded, without method, origin, query, fragment, and slashes that say nothing. */
    public static String path(String raw) {
        String path = PercentEncoding.decode(raw.length() > LONGEST_RAW ? raw.substring(0, LONGEST_RAW) : raw);
        path = METHOD.matcher(path).replaceFirst("");
        path = ORIGIN.matcher(path.strip()).replaceFirst("");
        return segments(beforeParameters(path)).collect(Collectors.joining("/", "/", ""));
    }

    /** Ids out of a {@link #path}. */
    public static String route(String path) {
        List<String> segments = new ArrayList<>();
        int length = 0;
        for (String segment : segments(beforeParameters(path)).toList()) {
            String normal = segment.equals(CUT) ? CUT : Segments.normal(segment);
            boolean tooMany = segments.size() == MOST_SEGMENTS;
            if (tooMany || length + 1 + normal.length() > MOST_CHARACTERS - CUT.length() - 1) {
                segments.add(CUT);
                break;
            }
            segments.add(normal);
            length += 1 + normal.length();
        }
        return "/" + String.join("/", segments);
    }

    private static Stream<String> segments(String path) {
        return Arrays.stream(path.split("/", -1))
                .filter(segment -> !segment.isBlank())
                .map(String::strip);
    }

    private static String beforeParameters(String path) {
        for (int i = 0; i < path.length(); i++) {
            if ("?#;".indexOf(path.charAt(i)) >= 0) {
                return path.substring(0, i);
            }
        }
        return path;
    }
}
