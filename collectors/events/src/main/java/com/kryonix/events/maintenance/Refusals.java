package com.kryonix.events.maintenance;

import java.sql.SQLException;

/** A server's refusal in one line, with what to do. Source: PostgreSQL's appendix of error codes. */
final class Refusals {
    private Refusals() {}

    static String line(SQLException refusal) {
        String message = String.valueOf(refusal.getMessage())
                .strip()
                .lines()
                .findFirst()
                .orElse(refusal.getClass().getSimpleName());
        return message + advice(String.valueOf(refusal.getSQLState()));
    }

    private static String advice(String state) {
        return switch (state) {
            case "42501" -> " (run it as the owner of the schema performance and its tables)";
            case "25006" -> " (this is a standby or a read-only session: run it on the primary)";
            case "55P03" -> " (another session holds a lock: the next run tries again)";
            default -> "";
        };
    }
}
