package com.kryonix.events.table;

import java.util.ArrayList;
import java.util.List;

/** The columns of a declaration, in the order in which they are selected. */
public final class Columns {
    private final List<Column> columns = new ArrayList<>();

    public Column text(String name) {
        return add(name, Column.Type.TEXT, 0, true);
    }

    /** A whole number. */
    public Column number(String name) {
        return add(name, Column.Type.NUMBER, 0, true);
    }

    public Column flag(String name) {
        return add(name, Column.Type.BOOLEAN, 0, true);
    }

    /** A whole number that the table may lack. */
    public Column optionalNumber(String name) {
        return add(name, Column.Type.NUMBER, 0, false);
    }

    /** A decimal number that the table may lack. */
    public Column optionalNumber(String name, int decimals) {
        return add(name, Column.Type.NUMBER, decimals, false);
    }

    public Column optionalText(String name) {
        return add(name, Column.Type.TEXT, 0, false);
    }

    public Column optionalFlag(String name) {
        return add(name, Column.Type.BOOLEAN, 0, false);
    }

    private Column add(String name, Column.Type type, int decimals, boolean required) {
        Column column = new Column(columns.size(), name, type, decimals, required);
        columns.add(column);
        return column;
    }

    List<Column> list() {
        return List.copyOf(columns);
    }
}
