package com.kryonix.collector;

/** Base units, read off a metric's name, so that name and unit cannot disagree. */
public enum Unit {
    NONE,
    SECONDS,
    BYTES,
    /** 0..1, never per cent. */
    RATIO;

    /** The unit that {@code name} ends in, before a final {@code _total}; {@link #NONE} when it names none. */
    static Unit of(String name) {
        String stem = name.endsWith("_total") ? name.substring(0, name.length() - "_total".length()) : name;
        if (stem.endsWith("_seconds")) {
            return SECONDS;
        }
        if (stem.endsWith("_bytes")) {
            return BYTES;
        }
        return stem.endsWith("_ratio") ? RATIO : NONE;
    }
}
