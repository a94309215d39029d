package com.kryonix.events.endpoint;

import java.util.List;
import java.util.regex.Pattern;

/** One segment of a path: a word of the route, or something that stands for one of many things. */
public final class Segments {
    public static final String ID = ":id";
    static final int LONGEST_WORD = 40;

    private static final List<Pattern> IDS = List.of(
            Pattern.compile("[-+]?\\p{Nd}+"),
            Pattern.compile("\\{?\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}}?"),
            Pattern.compile("[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}"),
            Pattern.compile("(?=.*\\d)(0x)?\\p{XDigit}{8,}"),
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}([T_].*)?"),
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}"),
            Pattern.compile("[^@]+@[^@]+"));

    /** As a random token is; words joined by dashes have no capitals within, and hardly a digit. */
    private static final Pattern TOKEN =
            Pattern.compile("(?=.*\\d)((?=.*[a-z])(?=.*[A-Z])|(?=(.*\\d){4}))[A-Za-z0-9_-]{20,}=*");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}._~!$&'()*+,=:@{}<>\\[\\]-]+");

    private Segments() {}

    /** The segment, or {@link #ID} when it is an id, a date, an address, free text or a long token. */
    public static String normal(String segment) {
        if (segment.length() > LONGEST_WORD || !WORD.matcher(segment).matches()) {
            return ID;
        }
        for (Pattern id : IDS) {
            if (id.matcher(segment).matches()) {
                return ID;
            }
        }
        return TOKEN.matcher(segment).matches() ? ID : segment;
    }
}
