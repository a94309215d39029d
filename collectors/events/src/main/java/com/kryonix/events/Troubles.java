package com.kryonix.events;

import com.kryonix.collector.Failure;
import com.kryonix.collector.FailureKind;
import com.kryonix.events.reading.TailUnavailable;
import com.kryonix.events.table.EventTable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the database's errors mean to a tail, and what to do about them. */
final class Troubles {
    /** idle_in_transaction_session_timeout and transaction_timeout: both end the session. */
    private static final Set<String> TIMEOUTS = Set.of("25P03", "25P04");

    private Troubles() {}

    /** Whether the connection is of no more use. */
    static boolean breaksConnection(SQLException e) {
        String state = state(e);
        return state.startsWith("08") || state.startsWith("57P") || TIMEOUTS.contains(state);
    }

    /** Whether a reading was ended from without, or took too long; what was counted before is as good as ever. */
    static boolean cancelled(SQLException e) {
        return state(e).equals("57014");
    }

    /** Whether somebody locks the table; what was counted before is as good as ever. */
    static boolean lockedOut(SQLException e) {
        return state(e).equals("55P03");
    }

    /** @param holder of the lock, in words that follow "locked" */
    static TailUnavailable locked(EventTable table, String holder) {
        return new TailUnavailable(
                FailureKind.TIMEOUT,
                "tail " + table + ": the table is locked" + holder
                        + ": its rows are counted when it is unlocked; other tables do not wait for it");
    }

    /** An error that met one table. */
    static TailUnavailable of(EventTable table, SQLException e) {
        String message = "tail " + table + ": " + oneLine(e);
        if (message.contains("transparent decompression") || message.contains("only supports tableoid")) {
            message += ": a compressed chunk of " + table + " lies within what is still to be counted, and has no row"
                    + " versions; let the compression policy leave at least a day uncompressed, and decompress that"
                    + " chunk with SELECT decompress_chunk(...)";
        }
        if (state(e).equals("25006")) {
            message += ": set events.checkpoint_file";
        }
        return new TailUnavailable(kind(e), message);
    }

    /** A checkpoint that cannot be read or written. */
    static TailUnavailable of(EventTable table, IOException e) {
        String what = String.valueOf(e.getMessage());
        if (e instanceof AccessDeniedException) {
            what += " may not be read or written by this user";
        } else if (e instanceof FileSystemException file && file.getReason() == null) {
            what += " (" + e.getClass().getSimpleName() + ")";
        }
        return new TailUnavailable(FailureKind.QUERY, "tail " + table + ": checkpoint: " + what);
    }

    /** @param target the database, as the configuration names it */
    static Failure explain(String target, @Nullable Throwable failure) {
        if (failure instanceof TailUnavailable known) {
            return new Failure(known.kind(), title(target) + known.getMessage());
        }
        if (failure instanceof SQLException e) {
            String advice = kind(e) == FailureKind.CONNECTION ? "; check that the server runs and its address" : "";
            return new Failure(kind(e), title(target) + oneLine(e) + advice);
        }
        return new Failure(FailureKind.DEFECT, title(target) + failure);
    }

    static String title(String target) {
        return "events " + target + ": ";
    }

    private static FailureKind kind(SQLException e) {
        String state = state(e);
        if (breaksConnection(e)) {
            return FailureKind.CONNECTION;
        }
        return switch (state) {
            case "42501" -> FailureKind.PERMISSION;
            case "57014" -> FailureKind.TIMEOUT;
            default -> state.startsWith("28") ? FailureKind.PERMISSION : FailureKind.QUERY;
        };
    }

    private static String state(SQLException e) {
        String state = e.getSQLState();
        return state == null ? "" : state;
    }

    /** The innermost error's: a pool wraps what the server said into what the pool could not do. */
    private static String oneLine(SQLException e) {
        SQLException said = e;
        while (said.getCause() instanceof SQLException cause) {
            said = cause;
        }
        return String.valueOf(said.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
