package com.kryonix.bench;

import com.kryonix.postgres.PostgresServer;
import com.kryonix.postgres.PostgresSettings;
import com.kryonix.postgres.PostgresUrl;
import com.kryonix.servers.RealPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A real server whose pg_stat_statements has as many entries as wanted. */
final class StatementsView implements AutoCloseable {
    /** Two of so many columns are a statement of its own: enough for 10,000. */
    private static final int COLUMNS = 100;

    private final RealPostgres postgres =
            RealPostgres.of(RealPostgres.NEWEST_MAJOR).with("pg_stat_statements.max", "10000");
    private final PostgresServer server =
            PostgresServer.open(PostgresSettings.of("main", PostgresUrl.parse(postgres.jdbcUrl())));

    /** Runs as many different statements. */
    void fill(int entries) throws SQLException {
        postgres.start();
        StringBuilder table = new StringBuilder("CREATE TABLE wide (c0 integer");
        for (int column = 1; column < COLUMNS; column++) {
            table.append(", c").append(column).append(" integer");
        }
        postgres.execute(
                "CREATE EXTENSION pg_stat_statements", table.append(')').toString());
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_stat_statements_reset()");
            for (int entry = 0; entry < entries; entry++) {
                statement.execute("SELECT c" + entry / COLUMNS + ", c" + entry % COLUMNS + " FROM wide");
            }
        }
    }

    PostgresServer server() {
        return server;
    }

    /** How many entries there are. */
    int entries() throws SQLException {
        try (Connection connection = postgres.connect()) {
            return entries(connection);
        }
    }

    /** Makes the server go through all entries, and answer with a number. */
    static int entries(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM pg_stat_statements(false)")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Override
    public void close() {
        server.close();
        postgres.close();
    }
}
