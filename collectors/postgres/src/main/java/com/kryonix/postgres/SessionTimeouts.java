package com.kryonix.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import org.jdbi.v3.core.ConnectionException;
import org.postgresql.PGConnection;

/**
 * Keeps a session from outlasting a scrape. The server's timeouts are set again only where the last ones would let a
 * statement run too long or hardly at all, so that a scrape among equals costs no extra round trip.
 */
final class SessionTimeouts {
    /** The server gives up first, so that a slow statement costs a statement and not a connection. */
    private static final double STATEMENT_SHARE = 0.8;

    private static final double LOCK_SHARE = 0.4;
    private static final double TOO_LONG = 0.95;
    private static final double TOO_SHORT = 0.5;

    /** Not SET: pg_stat_statements would have an entry for each number of milliseconds, and evict others for them. */
    private static final String SET =
            "SELECT set_config('statement_timeout', ?, ?), set_config('lock_timeout', ?, ?)" + PostgresServer.MARK;

    /** statement_timeout in ms of each physical connection. */
    private final Map<PGConnection, Long> current = Collections.synchronizedMap(new WeakHashMap<>());

    private final Predicate<PGConnection> pooled;

    /** @param pooled whether a session is lent to others between its transactions */
    SessionTimeouts(Predicate<PGConnection> pooled) {
        this.pooled = pooled;
    }

    void apply(Connection connection, Duration remaining) {
        long left = remaining.toMillis();
        try {
            if (left < 1) {
                throw new SQLTimeoutException("no time left of this scrape", "57014");
            }
            connection.setNetworkTimeout(Runnable::run, (int) Math.min(Integer.MAX_VALUE, left));
            PGConnection session = connection.unwrap(PGConnection.class);
            if (pooled.test(session)) {
                begin(connection, left);
                return;
            }
            Long set = current.get(session);
            if (set == null || set > left * TOO_LONG || set < left * TOO_SHORT) {
                current.remove(session);
                set(connection, left, false);
                current.put(session, (long) (left * STATEMENT_SHARE));
            }
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    /** A transaction, so that the session is ours until {@link #release} and is as it was after it. */
    private static void begin(Connection connection, long left) throws SQLException {
        connection.setAutoCommit(false);
        set(connection, left, true);
    }

    private static void set(Connection connection, long left, boolean local) throws SQLException {
        try (PreparedStatement settings = connection.prepareStatement(SET)) {
            settings.setString(1, Long.toString(Math.max(1, (long) (left * STATEMENT_SHARE))));
            settings.setBoolean(2, local);
            settings.setString(3, Long.toString(Math.max(1, (long) (left * LOCK_SHARE))));
            settings.setBoolean(4, local);
            settings.execute();
        }
    }

    /** Ends what {@link #apply} began, if anything. */
    void release(Connection connection) {
        try {
            if (!connection.isClosed() && !connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }
}
