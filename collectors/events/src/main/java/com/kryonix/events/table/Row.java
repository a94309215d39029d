package com.kryonix.events.table;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One row's counted columns. One instance is filled again for each row, since millions pass through. */
public final class Row {
    private final @Nullable String[] texts;
    private final long[] numbers;
    private final boolean[] present;

    public Row(int columns) {
        this.texts = new String[columns];
        this.numbers = new long[columns];
        this.present = new boolean[columns];
    }

    /** Forgets the row before: every column is NULL. */
    public void clear() {
        Arrays.fill(present, false);
    }

    public void set(Column column, String value) {
        texts[column.index()] = value;
        present[column.index()] = true;
    }

    /** @param value a number times 10 to the column's decimals; a flag as 0 or 1 */
    public void set(Column column, long value) {
        numbers[column.index()] = value;
        present[column.index()] = true;
    }

    /** The text, or null for NULL. */
    public @Nullable String text(Column column) {
        return present[column.index()] ? texts[column.index()] : null;
    }

    boolean has(Column column) {
        return present[column.index()];
    }

    /** Whether there is a number of at least 0: what a counter can take. */
    boolean countable(Column column) {
        return present[column.index()] && numbers[column.index()] >= 0;
    }

    /** The number as it is kept; 0 for NULL. */
    long number(Column column) {
        return present[column.index()] ? numbers[column.index()] : 0;
    }

    boolean is(Column column, boolean wanted) {
        return present[column.index()] && (numbers[column.index()] != 0) == wanted;
    }

    /** The value to look a label up by: a String, a Long, or null for NULL. */
    @Nullable
    Object value(Column column) {
        if (!present[column.index()]) {
            return null;
        }
        return column.type() == Column.Type.TEXT ? texts[column.index()] : (Object) numbers[column.index()];
    }
}
