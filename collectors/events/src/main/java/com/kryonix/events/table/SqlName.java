package com.kryonix.events.table;

import java.util.Set;
import java.util.regex.Pattern;

/** Names and texts as they stand in a statement. */
public final class SqlName {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    /** What PostgreSQL reserves, as pg_get_keywords() has it: catcodes R and T. */
    private static final Set<String> RESERVED = Set.of(("all analyse analyze and any array as asc asymmetric"
                    + " authorization binary both case cast check collate collation column concurrently constraint create"
                    + " cross current_catalog current_date current_role current_schema current_time current_timestamp"
                    + " current_user default deferrable desc distinct do else end except false fetch for foreign freeze"
                    + " from full grant group having ilike in initially inner intersect into is isnull join lateral"
                    + " leading left like limit localtime localtimestamp natural not notnull null offset on only or order"
                    + " outer overlaps placing primary references returning right select session_user similar some"
                    + " symmetric system_user table tablesample then to trailing true union unique user using variadic"
                    + " verbose when where window with")
            .split(" "));

    private SqlName() {}

    /** A column, a schema or a role for a person to read: quoted where SQL needs that, and else as it is. */
    public static String of(String name) {
        return PLAIN.matcher(name).matches() && !RESERVED.contains(name) ? name : quoted(name);
    }

    /** A name as it stands in any statement. */
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text as it stands in any statement. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A table with its schema. */
    public static String of(EventTable table) {
        return of(table.schema()) + "." + of(table.relation());
    }
}
