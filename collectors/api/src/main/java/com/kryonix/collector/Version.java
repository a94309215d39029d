package com.kryonix.collector;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server's or an extension's version: PostgreSQL 17.6, Redis 7.0, pg_stat_statements 1.12. */
public record Version(int major, int minor) implements Comparable<Version> {
    private static final Pattern LEADING = Pattern.compile("\\D*(\\d+)(?:\\.(\\d+))?.*");

    public static Version of(int major, int minor) {
        return new Version(major, minor);
    }

    /**
     * Reads {@code 18.3}, {@code 16.2 (Debian 16.2-1)}, {@code 7.0.15} or {@code 18beta1}.
     *
     * @throws IllegalArgumentException when there is no number in {@code text}
     */
    public static Version parse(String text) {
        Matcher matcher = LEADING.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a version: '" + text + "'");
        }
        String minor = matcher.group(2);
        return new Version(Integer.parseInt(matcher.group(1)), minor == null ? 0 : Integer.parseInt(minor));
    }

    public boolean atLeast(int wantedMajor, int wantedMinor) {
        return compareTo(new Version(wantedMajor, wantedMinor)) >= 0;
    }

    @Override
    public int compareTo(Version other) {
        return Comparator.comparingInt(Version::major)
                .thenComparingInt(Version::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
