package com.kryonix.events.reading;

import com.kryonix.collector.FailureKind;
import com.kryonix.events.fold.ColumnTime;
import com.kryonix.events.fold.WallTime;
import com.kryonix.events.fold.ZonedTime;
import com.kryonix.events.table.Column;
import com.kryonix.events.table.EventTable;
import com.kryonix.events.table.SqlName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds out what a declared table is like in this database, and says what it lacks. */
public final class Inspection {
    private static final String TABLE = """
            SELECT c.oid, has_schema_privilege(c.relnamespace, 'USAGE') AND has_table_privilege(c.oid, 'SELECT'),
                row_security_active(c.oid),
                coalesce((SELECT max(CASE am.amname WHEN 'btree' THEN 'SORTS' ELSE 'FINDS' END)
                    FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am am ON am.oid = x.relam
                    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
                    WHERE i.indrelid = c.oid AND i.indisvalid AND i.indpred IS NULL AND a.attname = ?), 'NONE'),
                c.relkind, ARRAY(
                    WITH RECURSIVE tree (id) AS (SELECT c.oid
                        UNION SELECT inhrelid FROM pg_inherits JOIN tree ON inhparent = id)
                    SELECT f.oid::regclass::text FROM tree JOIN pg_class f ON f.oid = id WHERE f.relkind = 'f' ORDER BY 1),
                has_schema_privilege(c.relnamespace, 'USAGE'), c.relhassubclass
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p', 'v', 'm', 'f')""";

    /** What has rows and is no table: their xmin is none, or tells nothing here. */
    private static final Map<String, String> NO_TABLES =
            Map.of("v", "a view", "m", "a materialized view", "f", "a foreign table");

    private static final String COLUMNS = """
            SELECT attname, format_type(atttypid, NULL), attnotnull,
                CASE WHEN atttypid = 'numeric'::regtype AND atttypmod >= 4 THEN (((atttypmod - 4) & 2047) # 1024) - 1024
                    ELSE information_schema._pg_numeric_scale(atttypid, atttypmod) END,
                format_type(atttypid, atttypmod)
            FROM pg_attribute WHERE attrelid = ?::oid AND attnum > 0 AND NOT attisdropped ORDER BY attnum""";

    private static final Set<String> NUMBERS =
            Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision");

    private final TailConnection connection;
    private final @Nullable ZoneId configuredZone;

    /** @param configuredZone of a TIMESTAMP without zone; null: the server's */
    public Inspection(TailConnection connection, @Nullable ZoneId configuredZone) {
        this.connection = connection;
        this.configuredZone = configuredZone;
    }

    /** The advice when a table is not there. */
    public static String missing(EventTable table) {
        return "table " + table + " is missing: " + table.advice().missing();
    }

    /** Which of these tables there are. */
    public boolean exists(EventTable table) throws SQLException {
        try (PreparedStatement statement = about(table);
                ResultSet row = statement.executeQuery()) {
            return row.next();
        }
    }

    /** @throws TailUnavailable when the table, a grant or a column is missing */
    public TableShape of(EventTable table) throws SQLException, TailUnavailable {
        long oid;
        TableShape.Index index;
        boolean indexedThroughout;
        boolean partitioned;
        List<String> foreign;
        try (PreparedStatement statement = about(table);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new TailUnavailable(FailureKind.QUERY, missing(table));
            }
            String kind = row.getString(5);
            if (NO_TABLES.containsKey(kind)) {
                throw new TailUnavailable(
                        FailureKind.QUERY,
                        table + " is " + NO_TABLES.get(kind) + ", whose rows do not tell which transaction wrote them:"
                                + " make it a table" + table.advice().otherwise());
            }
            String user = connection.server().user();
            if (!row.getBoolean(2)) {
                throw new TailUnavailable(
                        FailureKind.PERMISSION,
                        "user " + user + " may not read " + table + ": "
                                + (row.getBoolean(7)
                                        ? ""
                                        : "GRANT USAGE ON SCHEMA " + SqlName.of(table.schema()) + " TO "
                                                + SqlName.of(user) + "; ")
                                + "GRANT SELECT ON " + SqlName.of(table) + " TO " + SqlName.of(user));
            }
            if (row.getBoolean(3)) {
                throw new TailUnavailable(
                        FailureKind.PERMISSION,
                        "row-level security of " + table + " may hide rows from user " + user
                                + ", and they would be missing in the counts: ALTER ROLE " + SqlName.of(user)
                                + " BYPASSRLS");
            }
            oid = row.getLong(1);
            index = TableShape.Index.valueOf(row.getString(4));
            partitioned = kind.equals("p");
            foreign = List.of((String[]) row.getArray(6).getArray());
            indexedThroughout = foreign.isEmpty() && (partitioned || !row.getBoolean(8));
        }
        Map<String, Attribute> columns = columns(connection.jdbc(), oid);
        for (Column column : table.columns()) {
            Attribute attribute = columns.get(column.name());
            if (attribute != null) {
                check(table, column, attribute);
            } else if (column.required()) {
                throw new TailUnavailable(FailureKind.QUERY, lacks(table, column.name()));
            }
        }
        Column key = table.key();
        Attribute distinct = key == null ? null : columns.get(key.name());
        if (key != null && distinct != null && !distinct.required) {
            throw new TailUnavailable(
                    FailureKind.QUERY,
                    table + "." + key.name() + " may be NULL, and then tells no rows apart: make it NOT NULL"
                            + table.advice().otherwise());
        }
        Attribute time = columns.get(table.timeColumn());
        if (time == null) {
            throw new TailUnavailable(FailureKind.QUERY, lacks(table, table.timeColumn()));
        }
        Map<String, String> types = new HashMap<>();
        columns.forEach((name, attribute) -> types.put(name, attribute.type));
        ComparedTexts.check(table, types);
        return new TableShape(
                oid,
                time(table, time.type),
                time.type,
                !time.required,
                types,
                counted(table, columns),
                index,
                indexedThroughout,
                partitioned,
                foreign);
    }

    private static String counted(EventTable table, Map<String, Attribute> columns) {
        Set<String> names = table.columns().stream().map(Column::name).collect(Collectors.toSet());
        return columns.entrySet().stream()
                .filter(column -> names.contains(column.getKey()))
                .map(column -> column.getKey() + " " + column.getValue().whole)
                .collect(Collectors.collectingAndThen(Collectors.joining(", "), all -> all.isEmpty() ? "null" : all));
    }

    private PreparedStatement about(EventTable table) throws SQLException {
        PreparedStatement statement = connection.jdbc().prepareStatement(TABLE + TailConnection.MARK);
        statement.setString(1, table.timeColumn());
        statement.setString(2, table.schema());
        statement.setString(3, table.relation());
        return statement;
    }

    private static String lacks(EventTable table, String column) {
        return "table " + table + " has no column " + column + ": add it"
                + table.advice().otherwise();
    }

    /**
     * A column.
     *
     * @param scale of a number: its decimals; null where the type does not limit them, or is no number
     * @param whole the type with its limits
     */
    private record Attribute(
            String type, boolean required, @Nullable Integer scale, String whole) {}

    private static void check(EventTable table, Column column, Attribute attribute) throws TailUnavailable {
        String is = table + "." + column.name() + " is a " + attribute.type;
        if (column.type() == Column.Type.BOOLEAN && !attribute.type.equals("boolean")) {
            throw new TailUnavailable(
                    FailureKind.QUERY,
                    is + ", not a boolean: make it one" + table.advice().otherwise());
        }
        if (column.type() != Column.Type.NUMBER && column.type() != Column.Type.TEST) {
            return;
        }
        if (!NUMBERS.contains(attribute.type)) {
            throw new TailUnavailable(
                    FailureKind.QUERY,
                    is + ", not a number: make it one" + table.advice().otherwise());
        }
        if (column.type() == Column.Type.TEST) {
            return;
        }
        if (attribute.scale == null ? column.decimals() == 0 : attribute.scale > column.decimals()) {
            String decimals = attribute.scale == null ? "any number of" : attribute.scale.toString();
            throw new TailUnavailable(
                    FailureKind.QUERY,
                    is + " with " + decimals + " decimals, of which " + column.decimals()
                            + " would be counted: set decimals in its declaration");
        }
    }

    private static Map<String, Attribute> columns(Connection jdbc, long table) throws SQLException {
        try (PreparedStatement statement = jdbc.prepareStatement(COLUMNS + TailConnection.MARK)) {
            statement.setLong(1, table);
            try (ResultSet row = statement.executeQuery()) {
                Map<String, Attribute> columns = new LinkedHashMap<>();
                while (row.next()) {
                    columns.put(
                            row.getString(1),
                            new Attribute(
                                    row.getString(2),
                                    row.getBoolean(3),
                                    row.getObject(4, Integer.class),
                                    row.getString(5)));
                }
                return columns;
            }
        }
    }

    private ColumnTime time(EventTable table, String type) throws SQLException, TailUnavailable {
        if (type.equals("timestamp with time zone")) {
            return new ZonedTime();
        }
        if (!type.equals("timestamp without time zone")) {
            throw new TailUnavailable(
                    FailureKind.QUERY,
                    table + "." + table.timeColumn() + " is a " + type + ": make it a timestamptz or a timestamp");
        }
        ZoneId zone = configuredZone;
        return zone == null
                ? new WallTime(ServerZones.of(connection.jdbc()), false)
                : new WallTime(List.of(zone), true);
    }
}
