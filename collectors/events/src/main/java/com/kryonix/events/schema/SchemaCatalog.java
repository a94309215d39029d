package com.kryonix.events.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/** What the server says about the schema. Source: {@code pg_class}, {@code pg_extension}. */
record SchemaCatalog(Connection connection) {
    static final String SCHEMA = "performance";

    Set<String> tables() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT relname FROM pg_class c"
                        + " JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = '" + SCHEMA + "' AND c.relkind IN ('r', 'p')")) {
            Set<String> tables = new HashSet<>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            return tables;
        }
    }

    /** The clause that a new event table ends with: none where TimescaleDB will make its chunks. */
    String partitioning() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT FROM pg_extension WHERE extname = 'timescaledb'")) {
            return rows.next() ? "" : "PARTITION BY RANGE (recorded_at)";
        }
    }

    /** Makes the partitions of today and the next days; returns how many were missing. */
    int maintainPartitions() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT performance.maintain_partitions()")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
