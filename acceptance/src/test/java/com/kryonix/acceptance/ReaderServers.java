package com.kryonix.acceptance;

import com.kryonix.servers.RealPostgres;
import com.kryonix.servers.RealRedis;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/**
 * The servers that the documents call {@code db.example} and {@code cache.example}, as a newcomer finds them: a database
 * with neither the event tables nor the roles, and a Redis with a password.
 */
final class ReaderServers implements AutoCloseable {
    private final RealPostgres postgres = RealPostgres.of(RealPostgres.NEWEST_MAJOR);
    private final RealRedis redis = RealRedis.embedded().with("requirepass", "secret");

    void start() throws Exception {
        redis.start();
        postgres.start().execute("CREATE DATABASE app");
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl("app"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION pg_stat_statements");
        }
    }

    /** The text with their addresses in the place of the documents'. */
    String here(String text) {
        return text.replace("db.example:5432", "127.0.0.1:" + postgres.port())
                .replace("cache.example:6379", "127.0.0.1:" + redis.port());
    }

    @Override
    public void close() {
        postgres.close();
        redis.close();
    }
}
