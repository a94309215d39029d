package com.kryonix.events.schema;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Puts a server's refusal into one line that says what to do. Source: PostgreSQL's appendix of error codes. */
final class Refusal {
    private Refusal() {}

    static SchemaException of(Exception failure) {
        SQLException server = serverError(failure);
        String message = firstLine(server == null ? failure : server);
        String state = server == null || server.getSQLState() == null ? "" : server.getSQLState();
        return new SchemaException("schema performance: " + message + advice(state), failure);
    }

    private static String advice(String state) {
        if (state.startsWith("08") || state.startsWith("28") || state.startsWith("57P")) {
            return " (check the address, the user and the password)";
        }
        return switch (state) {
            case "42501" ->
                " (apply it as the owner of the schema and its tables, or as a role that has"
                        + " CREATE on the database: GRANT CREATE ON DATABASE ... TO ...)";
            case "25006" -> " (this is a standby or a read-only session: apply it on the primary)";
            case "55P03" -> " (another session holds a lock on the table: try again)";
            default -> "";
        };
    }

    private static @Nullable SQLException serverError(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException server) {
                return server;
            }
        }
        return null;
    }

    /** The first line has what failed; PostgreSQL's hints and positions follow below it. */
    private static String firstLine(Throwable failure) {
        String message = String.valueOf(failure.getMessage()).strip();
        return message.lines().findFirst().orElse(failure.getClass().getSimpleName());
    }
}
