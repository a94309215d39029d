package com.kryonix.postgres;

import com.kryonix.collector.Failure;
import com.kryonix.collector.FailureKind;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What a failure means, by its SQLState, in one line that says what to do. */
final class PostgresFailures {
    private static final String NO_POSTGRES = "what answers there is no PostgreSQL: check host and port";

    private final PostgresSettings settings;

    PostgresFailures(PostgresSettings settings) {
        this.settings = settings;
    }

    Failure explain(Throwable failure) {
        List<Throwable> causes = causes(failure);
        SQLException sql = mostTelling(causes);
        if (sql == null) {
            return new Failure(FailureKind.DEFECT, title() + "a bug in the exporter: " + failure);
        }
        String state = sql.getSQLState() == null ? "" : sql.getSQLState();
        String said = said(sql);
        if (has(causes, UnknownHostException.class)) {
            return failed(FailureKind.CONNECTION, "the host name is unknown: check host, and DNS on this machine");
        }
        if (has(causes, SocketTimeoutException.class) || neverAnswered(sql, state)) {
            return failed(FailureKind.TIMEOUT, "no answer in time: is it hung, overloaded or behind a firewall?");
        }
        return switch (state) {
            case "57014" -> failed(FailureKind.TIMEOUT, said + ": the scrape's time was up");
            case "55P03" -> failed(FailureKind.TIMEOUT, said + ": another session holds a lock on what was read");
            case "42501" ->
                failed(
                        FailureKind.PERMISSION,
                        said + ": grant it to \"" + settings.url().user()
                                + "\", or pg_monitor for the server's own views");
            case "28P01" -> failed(FailureKind.CONNECTION, said + ": check password or password_file");
            case "28000" -> failed(FailureKind.CONNECTION, said + ": check user, pg_hba.conf and sslmode");
            case "3D000" -> failed(FailureKind.CONNECTION, said + ": create it, or check database");
            case "53300" ->
                failed(
                        FailureKind.CONNECTION,
                        said + ": raise max_connections or the role's CONNECTION LIMIT, or close some");
            case "08001" -> failed(FailureKind.CONNECTION, notConnected(causes));
            case "08P01" -> failed(FailureKind.CONNECTION, serverError(sql) == null ? NO_POSTGRES : said);
            case "42P01", "42883", "3F000" ->
                failed(FailureKind.QUERY, said + ": create it, or connect to the database that has it");
            case "55000" -> failed(FailureKind.QUERY, said + notPreloaded(said));
            case "42703" -> failed(FailureKind.QUERY, said + ": is its version older or newer than expected?");
            default -> byClass(state, said);
        };
    }

    private static String notPreloaded(String said) {
        return said.contains("shared_preload_libraries") ? ": add it there in postgresql.conf and restart" : "";
    }

    private Failure byClass(String state, String said) {
        if (said.contains("no password was provided")) {
            return failed(
                    FailureKind.CONNECTION,
                    "the server asks for a password and none is configured: give password or password_file");
        }
        if (state.startsWith("08")) {
            return failed(FailureKind.CONNECTION, "the connection broke: " + said);
        }
        if (state.startsWith("57P") || state.startsWith("28")) {
            return failed(FailureKind.CONNECTION, said);
        }
        return failed(FailureKind.QUERY, said + (state.isEmpty() ? "" : " (SQLSTATE " + state + ")"));
    }

    private Failure failed(FailureKind kind, String message) {
        return new Failure(kind, title() + message);
    }

    /** As the engine names it, and where it is. */
    private String title() {
        return "postgres " + settings + ": ";
    }

    private static String notConnected(List<Throwable> causes) {
        if (has(causes, NoRouteToHostException.class)) {
            return "no route to it: check host, the network and firewalls";
        }
        if (has(causes, ConnectException.class)) {
            return "connection refused: is PostgreSQL running there, and does it listen on this host and port?";
        }
        return "it closed the connection before it said anything: is that PostgreSQL, and is it starting or stopping?";
    }

    /** The pool's own exception only says that it waited; its cause, where there is one, says for what. */
    private static @Nullable SQLException mostTelling(List<Throwable> causes) {
        SQLException last = null;
        for (Throwable cause : causes) {
            if (cause instanceof SQLException sql && (last == null || sql.getSQLState() != null)) {
                last = sql;
            }
        }
        return last;
    }

    /** Waited in vain for a connection and nobody said why: the server takes connections and then says nothing. */
    private static boolean neverAnswered(SQLException sql, String state) {
        if (sql instanceof PSQLException) {
            return sql.getMessage() != null && sql.getMessage().contains("attempt timed out");
        }
        return !state.equals("57014") && !state.startsWith("08");
    }

    private static String said(SQLException sql) {
        ServerErrorMessage server = serverError(sql);
        String message = server != null && server.getMessage() != null ? server.getMessage() : sql.getMessage();
        return message == null ? "no message" : message;
    }

    /** Null when the driver speaks, and not the server. */
    private static @Nullable ServerErrorMessage serverError(SQLException sql) {
        return sql instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
    }

    private static boolean has(List<Throwable> causes, Class<?> type) {
        return causes.stream().anyMatch(type::isInstance);
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable t = failure; t != null && causes.size() < 20; t = t.getCause()) {
            causes.add(t);
        }
        return causes;
    }
}
