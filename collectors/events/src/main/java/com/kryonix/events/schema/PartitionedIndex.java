package com.kryonix.events.schema;

import com.kryonix.events.table.SqlName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index on {@code recorded_at} of a partitioned table. PostgreSQL builds none concurrently there: so an empty one is
 * made on the table alone, one on each partition concurrently, and these are attached to it; with the last one it becomes
 * valid. After an abort, the next run goes on: what is attached stays, an invalid one of a partition is built again.
 */
final class PartitionedIndex {
    /** Writers wait behind the request for a lock, and not for longer than this. */
    private static final String LOCK_TIMEOUT = "5s";

    private static final String PARTITIONS = """
            SELECT n.nspname, c.relname, c.relkind = 'p'
            FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE h.inhparent = %s::regclass AND c.relkind IN ('r', 'p')
            ORDER BY 1, 2""";

    /** Those that are like ours: valid first, attached ones first of all. */
    private static final String INDEXES = """
            SELECT x.relname, i.indisvalid, EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = x.oid)
            FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attname = 'recorded_at'
            WHERE i.indrelid = %s::regclass AND m.amname = 'btree' AND i.indnatts = 1 AND i.indkey[0] = a.attnum
                AND i.indpred IS NULL AND NOT i.indisunique
            ORDER BY 3 DESC, 2 DESC, 1""";

    private final Statement statement;
    private final String schema;
    private final String table;

    PartitionedIndex(Statement statement, String schema, String table) {
        this.statement = statement;
        this.schema = schema;
        this.table = table;
    }

    private record Partition(String schema, String table, boolean partitioned) {}

    private record Index(String name, boolean valid, boolean attached) {}

    /** @throws SQLException with state 55P03 when the table is locked for longer than its writers should wait */
    void create() throws SQLException {
        statement.execute("SET lock_timeout = '" + LOCK_TIMEOUT + "'");
        try {
            onTableAlone();
        } finally {
            statement.execute("RESET lock_timeout");
        }
    }

    /** Returns the index's name. */
    private String onTableAlone() throws SQLException {
        Index there = find(name(schema, table));
        String index = there == null ? indexName(table) : there.name;
        if (there == null) {
            statement.execute(
                    "CREATE INDEX " + SqlName.quoted(index) + " ON ONLY " + name(schema, table) + " (recorded_at)");
        }
        for (Partition partition : partitions()) {
            attach(index, partition);
        }
        return index;
    }

    private void attach(String parent, Partition partition) throws SQLException {
        String name = name(partition.schema, partition.table);
        Index there = find(name);
        if (there != null && there.attached && there.valid) {
            return;
        }
        String index = partition.partitioned
                ? new PartitionedIndex(statement, partition.schema, partition.table).onTableAlone()
                : concurrently(partition, there);
        if (there == null || !there.attached) {
            statement.execute(
                    "ALTER INDEX " + name(schema, parent) + " ATTACH PARTITION " + name(partition.schema, index));
        }
    }

    private String concurrently(Partition partition, @Nullable Index there) throws SQLException {
        if (there != null && there.valid) {
            return there.name;
        }
        if (there != null) {
            statement.execute("DROP INDEX CONCURRENTLY " + name(partition.schema, there.name));
        }
        String index = indexName(partition.table);
        // It waits for every writer of before, which is no harm: the writers of after do not wait for it.
        statement.execute("SET lock_timeout = 0");
        statement.execute("CREATE INDEX CONCURRENTLY " + SqlName.quoted(index) + " ON "
                + name(partition.schema, partition.table) + " (recorded_at)");
        statement.execute("SET lock_timeout = '" + LOCK_TIMEOUT + "'");
        return index;
    }

    private List<Partition> partitions() throws SQLException {
        try (ResultSet rows = statement.executeQuery(PARTITIONS.formatted(SqlName.literal(name(schema, table))))) {
            List<Partition> partitions = new ArrayList<>();
            while (rows.next()) {
                partitions.add(new Partition(rows.getString(1), rows.getString(2), rows.getBoolean(3)));
            }
            return partitions;
        }
    }

    private @Nullable Index find(String relation) throws SQLException {
        try (ResultSet rows = statement.executeQuery(INDEXES.formatted(SqlName.literal(relation)))) {
            return rows.next() ? new Index(rows.getString(1), rows.getBoolean(2), rows.getBoolean(3)) : null;
        }
    }

    private static String indexName(String table) {
        return "idx_" + table + "_recorded";
    }

    private static String name(String schema, String relation) {
        return SqlName.quoted(schema) + "." + SqlName.quoted(relation);
    }
}
