package com.kryonix.events.table;

/**
 * A column that is counted.
 *
 * @param index its place in the row
 * @param decimals for {@link Type#NUMBER}: how many are kept, so that sums stay exact whole numbers
 * @param test for {@link Type#TEST}: what follows the column in SQL, such as {@code > 0.5}
 * @param required false: a table without it only lacks the families that need it
 */
public record Column(int index, String name, Type type, int decimals, String test, boolean required) {
    /** As SQL names it. */
    public String quoted() {
        return SqlName.quoted(name);
    }

    /** How a value is read. */
    public enum Type {
        TEXT,
        NUMBER,
        BOOLEAN,
        /** Whether a number fulfils a comparison: as SQL finds, since it has its own ways with decimals and NaN. */
        TEST
    }
}
