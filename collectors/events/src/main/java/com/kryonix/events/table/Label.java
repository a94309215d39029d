package com.kryonix.events.table;

import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/**
 * A label whose values come from a column.
 *
 * @param of the label's value for a column's: a String, a Long, or {@link #NULL}
 * @param limit how many values are admitted: first come, first kept
 * @param overflow the value of all others
 * @param meaning what is made of the column's values, in words: another meaning makes other series
 */
public record Label(
        String name, Column column, Function<Object, String> of, int limit, String overflow, String meaning) {
    /** What stands for NULL. */
    public static final Object NULL = "";

    public static final String OTHER = "other";

    /** So that four labels' numbers fit into one long. */
    static final int MOST = 65_000;

    public Label {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("label " + name + ": a limit of " + limit);
        }
    }

    /** A text column's value, made regular; an empty or missing text is {@code ""} to {@code normal}. */
    public static Label text(
            String name, Column column, UnaryOperator<String> normal, int limit, String overflow, String meaning) {
        return new Label(name, column, value -> normal.apply(value.toString()), limit, overflow, meaning);
    }

    /** A number column's value; NULL is {@link #OTHER}. */
    public static Label number(String name, Column column, LongFunction<String> of, int limit, String meaning) {
        return new Label(
                name, column, value -> value instanceof Long number ? of.apply(number) : OTHER, limit, OTHER, meaning);
    }

    /** What its values say, so that a checkpoint of other meaning is not applied. Not how many: those there are stay. */
    String shape() {
        return name + "=" + column.name() + " " + meaning;
    }
}
