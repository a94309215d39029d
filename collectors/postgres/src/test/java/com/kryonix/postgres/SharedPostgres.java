package com.kryonix.postgres;

import com.kryonix.collector.Scrape;
import com.kryonix.servers.RealPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One real server of each major version for all tests of a run, ended with the JVM. It has a database {@code shop}, a
 * role {@code kryonix} as users are told to create it, and a role {@code stranger} that may do nothing special. Tests
 * that stop, pause or reconfigure a server start their own.
 */
public final class SharedPostgres {
    private static final Map<Integer, RealPostgres> SERVERS = new ConcurrentHashMap<>();

    private SharedPostgres() {}

    public static RealPostgres of(int major) {
        return SERVERS.computeIfAbsent(
                major,
                m -> prepared(RealPostgres.of(m).with("autovacuum", "off").with("max_connections", "60")));
    }

    /** Starts a server and creates the databases and roles in it. */
    public static RealPostgres prepared(RealPostgres server) {
        server.start()
                .execute(
                        "CREATE DATABASE shop CONNECTION LIMIT 50",
                        "CREATE ROLE kryonix LOGIN PASSWORD 'correct horse' IN ROLE pg_monitor",
                        "CREATE ROLE stranger LOGIN CONNECTION LIMIT 10",
                        "CREATE EXTENSION pg_stat_statements");
        return server;
    }

    /** As the monitoring role, connected to {@code postgres}. */
    public static PostgresServer monitor(RealPostgres server) {
        return as("kryonix", server, "postgres");
    }

    public static PostgresServer as(String user, RealPostgres server, String database) {
        return PostgresServer.open(settings(user, server, database));
    }

    public static PostgresSettings settings(String user, RealPostgres server, String database) {
        return PostgresSettings.of(
                "main", PostgresUrl.parse("postgresql://" + user + "@127.0.0.1:" + server.port() + "/" + database));
    }

    /** A client's session, for what is to be observed. */
    public static Connection session(RealPostgres server, String database, String application) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(database) + "&ApplicationName=" + application);
    }

    public static Scrape scrape() {
        return Scrape.within(Duration.ofSeconds(30));
    }
}
