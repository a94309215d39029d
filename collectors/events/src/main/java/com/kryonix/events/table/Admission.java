package com.kryonix.events.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Which values of one label have series of their own: first come, first admitted, for good, so that no row ever
 * changes its series. A value's number is its place; 0 is the overflow.
 */
final class Admission {
    static final int OVERFLOW = 0;

    /** How many of a column's values are remembered, so that a million raw endpoints do not stay in memory. */
    private static final int REMEMBERED = 10_000;

    /** How long they may be together: a value may have thousands of characters. About 1 MB, or 2 where not all are Latin. */
    private static final int REMEMBERED_CHARACTERS = 1_000_000;

    private static final int LONGEST_REMEMBERED = 4_000;

    private final Label label;
    /** Looked up by scrapes while the tail's thread admits; few are ever added. */
    private final List<String> values = new CopyOnWriteArrayList<>();

    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Object, Integer> remembered = new HashMap<>();
    private int characters;

    Admission(Label label) {
        this.label = label;
        values.add(label.overflow());
        numbers.put(label.overflow(), OVERFLOW);
    }

    /** The number of the label's value for a column's value. */
    int number(@Nullable Object raw) {
        Object key = raw == null ? Label.NULL : raw;
        Integer known = remembered.get(key);
        if (known != null) {
            return known;
        }
        int number = admit(label.of().apply(key));
        int length = key instanceof String text ? text.length() : 0;
        if (length > LONGEST_REMEMBERED) {
            return number;
        }
        if (remembered.size() >= REMEMBERED || characters + length > REMEMBERED_CHARACTERS) {
            remembered.clear();
            characters = 0;
        }
        remembered.put(key, number);
        characters += length;
        return number;
    }

    /** The value's number: a new one while there is room. */
    int admit(String value) {
        Integer number = numbers.get(value);
        if (number != null) {
            return number;
        }
        return values.size() > label.limit() ? OVERFLOW : append(value);
    }

    /** Admits a value that a checkpoint has, whatever the limit is now: series are known by its number. */
    void readmit(String value) {
        append(value);
    }

    private int append(String value) {
        numbers.put(value, values.size());
        values.add(value);
        return values.size() - 1;
    }

    String value(int number) {
        return values.get(number);
    }

    /** How many characters of a column's values are kept. */
    int rememberedCharacters() {
        return characters;
    }

    /** Those admitted, in order, without the overflow. */
    List<String> admitted() {
        return List.copyOf(values.subList(1, values.size()));
    }

    int size() {
        return values.size();
    }
}
