package com.kryonix.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** The machine's own {@code pgbouncer} in transaction mode, before all databases of a server, on a free loopback port. */
public final class RealPgbouncer implements AutoCloseable {
    /** It does not run as root. */
    private static final String NOT_ROOT = "nobody";

    private static final String CONFIGURATION = """
            [databases]
            * = host=127.0.0.1 port=%d user=postgres
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %d
            unix_socket_dir =
            pool_mode = transaction
            auth_type = any
            admin_users = postgres
            ignore_startup_parameters = extra_float_digits
            """;

    private final int port = ServerProcess.freePort();
    private final ServerProcess process;

    private RealPgbouncer(Path folder) {
        this.process = new ServerProcess("PgBouncer", folder, "TERM");
    }

    public static RealPgbouncer before(RealPostgres server) {
        try {
            Path folder = Files.createTempDirectory("kryonix-pgbouncer-");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            RealPgbouncer pooler = new RealPgbouncer(folder);
            Path configuration = Files.writeString(
                    folder.resolve("pgbouncer.ini"), CONFIGURATION.formatted(server.port(), pooler.port));
            Files.setPosixFilePermissions(configuration, PosixFilePermissions.fromString("rw-r--r--"));
            List<String> command = new ArrayList<>(List.of("pgbouncer", configuration.toString()));
            if (System.getProperty("user.name").equals("root")) {
                command.addAll(1, List.of("-u", NOT_ROOT));
            }
            pooler.process.start(command, pooler::answers);
            return pooler;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try {
            command("SHOW VERSION");
            return true;
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    /**
     * A command of its console, which speaks too little SQL for JDBC's driver: {@code PAUSE} waits until no transaction is
     * open, and lets none begin.
     */
    public void command(String command) {
        ServerProcess.run(List.of(
                "psql",
                "--host=127.0.0.1",
                "--port=" + port,
                "--username=postgres",
                "--dbname=pgbouncer",
                "--command=" + command));
    }

    public int port() {
        return port;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
    }

    @Override
    public void close() {
        process.destroy();
    }
}
