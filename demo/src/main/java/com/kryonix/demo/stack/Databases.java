package com.kryonix.demo.stack;

import com.kryonix.events.schema.PerformanceSchema;
import com.kryonix.servers.RealPostgres;
import com.kryonix.servers.RealRedis;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import org.postgresql.ds.PGSimpleDataSource;

/** An embedded PostgreSQL and an embedded Redis with the platform's schema, the shop's tables and their roles. */
public final class Databases implements AutoCloseable {
    private static final String DATABASE = "platform";

    private final RealPostgres postgres;
    private final RealRedis redis;
    private final Path repository;
    private final String password = HexFormat.of().formatHex(new SecureRandom().generateSeed(16));

    /** @param repository the root of this repository: provisioning/postgres/role.sql makes the roles */
    public Databases(Path repository) {
        this.repository = repository;
        this.postgres = RealPostgres.of(RealPostgres.NEWEST_MAJOR)
                .with("track_io_timing", "on")
                .withoutShutdownHook();
        this.redis = RealRedis.embedded()
                .with("maxmemory", "64mb")
                .with("maxmemory-policy", "allkeys-lru")
                .withoutShutdownHook();
    }

    public void start() throws SQLException, IOException {
        redis.start();
        postgres.start();
        postgres.execute("CREATE DATABASE " + DATABASE);
        execute("CREATE EXTENSION pg_stat_statements");
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(postgres.jdbcUrl(DATABASE));
        PerformanceSchema.apply(owner);
        execute(Resource.read("shop.sql"));
        execute(Files.readString(repository.resolve("provisioning/postgres/role.sql")));
        execute("GRANT USAGE ON SCHEMA shop TO kryonix_exporter; GRANT SELECT ON shop.payments TO kryonix_exporter");
        askForPasswords();
    }

    /** Only the superuser gets in without a password: the roles are as they would be in production. */
    private void askForPasswords() throws SQLException, IOException {
        for (String role : new String[] {"shop_app", "kryonix_writer", "kryonix_exporter"}) {
            execute("ALTER ROLE " + role + " PASSWORD '" + password + "'");
        }
        Files.writeString(
                postgres.data().resolve("pg_hba.conf"),
                "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
        execute("SELECT pg_reload_conf()");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(DATABASE));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The superuser's. */
    public String jdbcUrl() {
        return postgres.jdbcUrl(DATABASE);
    }

    /** A pool of the shop's role, or of the role that may only add events. */
    public HikariDataSource pool(String role, int connections) {
        HikariConfig config = new HikariConfig();
        // Strings without a type of their own: a NULL and a text in one place are one statement to the server, not two.
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + DATABASE
                + "?ApplicationName=shop&stringtype=unspecified");
        config.setUsername(role);
        config.setPassword(password);
        config.setMaximumPoolSize(connections);
        config.setPoolName(role);
        return new HikariDataSource(config);
    }

    /** The exporter's, with its password. */
    public String exporterUrl() {
        return "postgresql://kryonix_exporter:" + password + "@127.0.0.1:" + postgres.port() + "/" + DATABASE;
    }

    public String redisUrl() {
        return redis.url();
    }

    /** What people type to look inside. */
    public String psql() {
        return "psql -h 127.0.0.1 -p " + postgres.port() + " -U postgres " + DATABASE;
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } finally {
            redis.close();
        }
    }
}
