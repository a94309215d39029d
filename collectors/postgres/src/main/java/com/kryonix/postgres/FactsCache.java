package com.kryonix.postgres;

import com.kryonix.collector.Facts;
import com.kryonix.collector.Version;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The last facts, and over which connection and when they were read. */
final class FactsCache {
    private static final Duration LIFETIME = Duration.ofMinutes(1);

    /** Roles whose members see what others do not; the grants that collectors ask for. */
    private static final String SQL = """
            SELECT current_setting('server_version_num')::int AS version,
                   NOT pg_is_in_recovery() AS primary,
                   current_user AS username,
                   (SELECT array_agg(ARRAY[extname::text, extversion]) FROM pg_extension) AS extensions,
                   (SELECT array_agg(rolname::text) FROM pg_roles
                     WHERE rolname ~ '^pg_' AND pg_has_role(oid, 'USAGE')) AS grants
            """;

    private record Known(Facts facts, long connection, long readAt) {}

    private @Nullable Known known;

    synchronized @Nullable Facts last() {
        return known == null ? null : known.facts;
    }

    /**
     * Asks the server whether it is a standby, which proves that it answers and notices a promotion, and reads the rest
     * where that differs, a connection was opened since, or a minute has passed.
     */
    Facts current(Connection connection, long opened) throws SQLException {
        Known before;
        synchronized (this) {
            before = known;
        }
        if (before != null
                && before.connection == opened
                && System.nanoTime() - before.readAt < LIFETIME.toNanos()
                && before.facts.primary() == isPrimary(connection)) {
            return before.facts;
        }
        return read(connection, opened);
    }

    private static boolean isPrimary(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT NOT pg_is_in_recovery()" + PostgresServer.MARK);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    Facts read(Connection connection, long opened) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SQL + PostgresServer.MARK)) {
            row.next();
            int version = row.getInt("version");
            Facts facts = new Facts(
                    Version.of(version / 10000, version % 10000),
                    row.getBoolean("primary"),
                    extensions(row),
                    row.getString("username"),
                    grants(row));
            synchronized (this) {
                known = new Known(facts, opened, System.nanoTime());
            }
            return facts;
        }
    }

    private static Map<String, Version> extensions(ResultSet row) throws SQLException {
        Map<String, Version> extensions = new HashMap<>();
        if (row.getArray("extensions") != null) {
            for (String[] extension : (String[][]) row.getArray("extensions").getArray()) {
                extensions.put(extension[0], Version.parse(extension[1]));
            }
        }
        return extensions;
    }

    private static Set<String> grants(ResultSet row) throws SQLException {
        return row.getArray("grants") == null
                ? Set.of()
                : Set.of((String[]) row.getArray("grants").getArray());
    }
}
