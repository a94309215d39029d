package com.kryonix.events.table;

import java.util.ArrayList;
import java.util.List;

/** The columns of a declaration, in the order in which they are selected; one that is read in two ways is two. */
public final class Columns {
    private final List<Column> columns = new ArrayList<>();

    /** @param optional whether a table may lack it */
    public Column text(String name, boolean optional) {
        return add(name, Column.Type.TEXT, 0, "", optional);
    }

    /** @param decimals how many are kept */
    public Column number(String name, int decimals, boolean optional) {
        return add(name, Column.Type.NUMBER, decimals, "", optional);
    }

    public Column flag(String name, boolean optional) {
        return add(name, Column.Type.BOOLEAN, 0, "", optional);
    }

    /** @param test what follows the number's column in SQL, such as {@code > 0.5} */
    public Column test(String name, String test, boolean optional) {
        return add(name, Column.Type.TEST, 0, test, optional);
    }

    /** One that is needed here and may be lacking there is needed. */
    private Column add(String name, Column.Type type, int decimals, String test, boolean optional) {
        for (int i = 0; i < columns.size(); i++) {
            Column known = columns.get(i);
            if (known.name().equals(name)
                    && known.type() == type
                    && known.decimals() == decimals
                    && known.test().equals(test)) {
                Column both = new Column(i, name, type, decimals, test, known.required() || !optional);
                columns.set(i, both);
                return both;
            }
        }
        Column column = new Column(columns.size(), name, type, decimals, test, !optional);
        columns.add(column);
        return column;
    }

    List<Column> list() {
        return List.copyOf(columns);
    }
}
