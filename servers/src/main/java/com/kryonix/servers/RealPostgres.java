package com.kryonix.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A real PostgreSQL of a given major version on a free loopback port, with pg_stat_statements preloaded, superuser
 * {@code postgres} without a password, durability off for speed unless asked for. The port outlives a restart.
 */
public final class RealPostgres implements AutoCloseable {
    /** Every major version that the exporter supports. */
    public static final List<Integer> SUPPORTED = List.of(13, 14, 15, 16, 17, 18);

    private final Path home;
    private final Path data;
    private final int port = ServerProcess.freePort();
    private final Map<String, String> options = new LinkedHashMap<>();
    private final ServerProcess process;

    private RealPostgres(int major) {
        this.home = PostgresBinaries.of(major);
        try {
            Path folder = Files.createTempDirectory("kryonix-pg" + major + "-");
            this.data = folder.resolve("data");
            this.process = new ServerProcess("PostgreSQL " + major, folder, "QUIT");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        options.put("shared_preload_libraries", "pg_stat_statements");
        options.put("fsync", "off");
        options.put("full_page_writes", "off");
        options.put("max_prepared_transactions", "50");
        options.put("timezone", "UTC");
        options.put("unix_socket_directories", "");
        options.put("listen_addresses", "127.0.0.1");
        options.put("shared_buffers", "32MB");
        options.put("logging_collector", "off");
    }

    /** Configured, not yet started; {@link #NEWEST_MAJOR} for the newest. */
    public static RealPostgres of(int major) {
        return new RealPostgres(major);
    }

    /** The newest supported major version: the demo's. */
    public static final int NEWEST_MAJOR = PostgresBinaries.NEWEST;

    /** A server setting, applied at the next start. */
    public RealPostgres with(String setting, String value) {
        options.put(setting, value);
        return this;
    }

    /** For a caller that ends it in a shutdown hook of its own: without one, the end comes in no order. */
    public RealPostgres withoutShutdownHook() {
        process.withoutShutdownHook();
        return this;
    }

    /** Starts, with a new data folder the first time. */
    public RealPostgres start() {
        if (!Files.exists(data)) {
            ServerProcess.run(asOwner(List.of(
                    home.resolve("bin/initdb").toString(),
                    "--pgdata=" + data,
                    "--username=postgres",
                    "--auth=trust",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-sync")));
        }
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/postgres").toString(), "-D", data.toString()));
        command.addAll(List.of("-p", Integer.toString(port)));
        options.forEach((setting, value) -> command.addAll(List.of("-c", setting + "=" + value)));
        process.start(asOwner(command), this::answers);
        return this;
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, with root's files. */
    private static List<String> asOwner(List<String> command) {
        if (!System.getProperty("user.name").equals("root")) {
            return command;
        }
        List<String> wrapped = new ArrayList<>(List.of("unshare", "--user"));
        wrapped.addAll(command);
        return wrapped;
    }

    private boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** The data folder: pg_hba.conf, PG_VERSION and so on. */
    public Path data() {
        return data;
    }

    /** For JDBC, as the superuser. */
    public String jdbcUrl() {
        return jdbcUrl("postgres");
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
    }

    /** A connection as the superuser, to the database {@code postgres}. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl());
    }

    /** Runs statements as the superuser, each in a transaction of its own. */
    public void execute(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Ends in PostgreSQL's fast mode; {@link #start} brings it back with its data. */
    public void stop() {
        process.end("INT");
    }

    /** Ends in immediate mode: the next start recovers from WAL. */
    public void stopImmediately() {
        process.end("QUIT");
    }

    /** Stops every process of it where it stands: connections stay open and nothing answers. */
    public void pause() {
        signalAll("STOP");
    }

    public void resume() {
        signalAll("CONT");
    }

    /** The postmaster first, so that no child comes after; a child may end before its turn. */
    private void signalAll(String signal) {
        process.signal(signal);
        ProcessHandle.of(pid()).orElseThrow().descendants().forEach(child -> {
            try {
                ServerProcess.run(List.of("kill", "-" + signal, Long.toString(child.pid())));
            } catch (IllegalStateException e) {
                if (child.isAlive()) {
                    throw e;
                }
            }
        });
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** Ends it and removes its data. */
    @Override
    public void close() {
        process.destroy();
    }
}
