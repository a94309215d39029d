package com.kryonix.postgres.statements;

import com.kryonix.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads the names of the roles and databases that a snapshot's entries belong to. */
final class NamesReader {
    private static final String SQL = """
            SELECT true AS role, oid::int8 AS oid, rolname AS name FROM pg_catalog.pg_roles WHERE oid = ANY (?)
            UNION ALL
            SELECT false, oid::int8, datname FROM pg_catalog.pg_database WHERE oid = ANY (?)
            """;

    private NamesReader() {}

    static Owners.Names read(Connection connection, Snapshot snapshot) throws SQLException {
        Set<Long> users = new HashSet<>();
        Set<Long> databases = new HashSet<>();
        for (int row = 0; row < snapshot.size(); row++) {
            users.add(Snapshot.userid(snapshot.owner(row)));
            databases.add(Snapshot.dbid(snapshot.owner(row)));
        }
        Map<Long, String> userNames = new HashMap<>();
        Map<Long, String> databaseNames = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(SQL + PostgresServer.MARK)) {
            statement.setArray(1, connection.createArrayOf("oid", users.toArray()));
            statement.setArray(2, connection.createArrayOf("oid", databases.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    (rows.getBoolean("role") ? userNames : databaseNames)
                            .put(rows.getLong("oid"), rows.getString("name"));
                }
            }
        }
        return new Owners.Names(userNames, databaseNames);
    }
}
