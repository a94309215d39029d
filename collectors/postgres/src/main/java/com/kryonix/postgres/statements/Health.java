package com.kryonix.postgres.statements;

import com.kryonix.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalDouble;

/**
 * The view's own state.
 *
 * @param entriesLimit pg_stat_statements.max
 * @param deallocations times entries were evicted since the last reset of everything; since 1.9
 * @param resetAt when everything was last reset, in seconds of the epoch; since 1.9
 * @param server which server it is: its address, and whether it is a standby. Another one has other statistics
 */
record Health(double entriesLimit, OptionalDouble deallocations, OptionalDouble resetAt, String server) {
    private static final String SQL = """
            SELECT pg_catalog.current_setting('pg_stat_statements.max')::int8 AS entries_limit,
                   %s AS dealloc,
                   %s AS stats_reset,
                   concat(pg_catalog.inet_server_addr(), '/', pg_catalog.pg_is_in_recovery()) AS server
            """;

    /** @param schema the extension's, quoted */
    static Health read(Connection connection, Layout layout, String schema) throws SQLException {
        String sql = layout.hasInfo()
                ? SQL.formatted("dealloc::float8", "extract(epoch FROM stats_reset)::float8") + " FROM " + schema
                        + ".pg_stat_statements_info"
                : SQL.formatted("NULL::float8", "NULL::float8");
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql + PostgresServer.MARK)) {
            row.next();
            return new Health(
                    row.getDouble("entries_limit"),
                    number(row, "dealloc"),
                    number(row, "stats_reset"),
                    row.getString("server"));
        }
    }

    private static OptionalDouble number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
