package com.kryonix.acceptance;

import com.kryonix.events.schema.PerformanceSchema;
import com.kryonix.servers.RealPostgres;
import com.kryonix.servers.RealRedis;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/** The servers that the documents call {@code db.example} and {@code cache.example}, with the shipped role. */
final class ReaderServers implements AutoCloseable {
    private final RealPostgres postgres = RealPostgres.of(RealPostgres.NEWEST_MAJOR);
    private final RealRedis redis = RealRedis.embedded();

    void start() throws Exception {
        redis.start();
        postgres.start().execute("CREATE DATABASE app");
        PGSimpleDataSource app = new PGSimpleDataSource();
        app.setUrl(postgres.jdbcUrl("app"));
        PerformanceSchema.apply(app);
        Path role = Repository.file("provisioning/postgres/role.sql");
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl("app"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION pg_stat_statements");
            statement.execute(Repository.text(role));
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
