package com.kryonix.events.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The index on {@code recorded_at} that keeps a tail's cost at its new rows. Tables of an older DDL lack it; it is
 * built concurrently, so that their writers go on.
 */
record RecordedAtIndexes(Connection connection) {
    private static final String WITHOUT_ONE = """
            SELECT c.relname, c.relkind = 'p' AS partitioned,
                   EXISTS (SELECT FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
                           WHERE i.indrelid = c.oid AND NOT i.indisvalid
                             AND x.relname = 'idx_' || c.relname || '_recorded') AS left_invalid
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'recorded_at'
            WHERE n.nspname = 'performance'
              AND c.relkind IN ('r', 'p')
              AND c.relname IN ('api_metrics', 'frontend_metrics', 'database_metrics', 'cache_metrics')
              AND NOT EXISTS (SELECT FROM pg_index i
                              JOIN pg_class x ON x.oid = i.indexrelid
                              JOIN pg_am m ON m.oid = x.relam AND m.amname IN ('btree', 'brin')
                              WHERE i.indrelid = c.oid AND i.indisvalid AND i.indpred IS NULL
                                AND i.indkey[0] = a.attnum)
            ORDER BY c.relname
            """;

    private record Missing(String table, boolean partitioned, boolean leftInvalid) {}

    /** Returns a line for each index made. */
    List<String> createMissing() throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (Missing missing : missing(statement)) {
                lines.add(create(missing, statement));
            }
        }
        return lines;
    }

    private static List<Missing> missing(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(WITHOUT_ONE)) {
            List<Missing> missing = new ArrayList<>();
            while (rows.next()) {
                missing.add(new Missing(rows.getString(1), rows.getBoolean(2), rows.getBoolean(3)));
            }
            return missing;
        }
    }

    private static String create(Missing missing, Statement statement) throws SQLException {
        String table = "performance." + missing.table;
        if (missing.partitioned) {
            new PartitionedIndex(statement, "performance", missing.table).create();
            return table + ": index on recorded_at created, partition by partition";
        }
        String index = "idx_" + missing.table + "_recorded";
        if (missing.leftInvalid) {
            statement.execute("DROP INDEX CONCURRENTLY performance." + index);
        }
        statement.execute("CREATE INDEX CONCURRENTLY " + index + " ON " + table + " (recorded_at)");
        return table + ": index on recorded_at created";
    }
}
