package com.kryonix.postgres;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.Properties;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;

/**
 * Opens connections, asking for the password anew each time. Connecting cannot outlast the connect timeout, so that a
 * server that accepts and then says nothing holds nobody.
 *
 * <p>Behind a pooler such as PgBouncer a session may be handed to another client between two transactions: whatever we
 * left in it (timeouts, read-only mode, prepared statements) would be that client's. There nothing is left in it.
 */
final class PostgresConnections implements DataSource {
    private final PostgresSettings settings;
    private final String applicationName;
    private final Duration silence;
    private final Driver driver = new Driver();
    private final AtomicLong opened = new AtomicLong();
    private final Set<PGConnection> pooled =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private volatile boolean expectPooler;

    /** @param silence how long an opened connection may wait for an answer until told otherwise; zero for ever */
    PostgresConnections(PostgresSettings settings, String applicationName, Duration silence) {
        this.settings = settings;
        this.silence = silence;
        this.applicationName = applicationName;
    }

    /** How many were opened so far: what was learned over an earlier one may be out of date after a restart. */
    long opened() {
        return opened.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        return open(settings.connectTimeout());
    }

    /** Opens one that must be there in {@code patience}, or in the connect timeout if that is less. */
    Connection open(Duration patience) throws SQLException {
        long limit = Math.max(
                1, Math.min(patience.toMillis(), settings.connectTimeout().toMillis()));
        boolean expected = expectPooler;
        Connection connection = connect(limit, expected);
        try {
            boolean found = isBehindPooler(connection);
            if (found == expected) {
                if (found) {
                    pooled.add(connection.unwrap(PGConnection.class));
                }
                connection.setNetworkTimeout(Runnable::run, (int) silence.toMillis());
                opened.incrementAndGet();
                return connection;
            }
            expectPooler = found;
        } catch (SQLException e) {
            try (connection) {
                throw e;
            }
        }
        connection.close();
        return open(patience);
    }

    private Connection connect(long limit, boolean behindPooler) throws SQLException {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, settings.url().user());
        String password = settings.password().get();
        if (password != null) {
            PGProperty.PASSWORD.set(properties, password);
        }
        PGProperty.APPLICATION_NAME.set(properties, applicationName);
        PGProperty.READ_ONLY_MODE.set(properties, behindPooler ? "transaction" : "always");
        if (behindPooler) {
            PGProperty.PREPARE_THRESHOLD.set(properties, 0);
        }
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.LOGIN_TIMEOUT.set(properties, Double.toString(limit / 1000.0));
        PGProperty.CONNECT_TIMEOUT.set(properties, (int) Math.ceil(limit / 1000.0));
        PGProperty.SOCKET_TIMEOUT.set(properties, (int) Math.ceil(limit / 1000.0));
        PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, 1);
        Connection connection = driver.connect(settings.url().jdbcUrl(), properties);
        if (connection == null) {
            throw new SQLException("not a PostgreSQL URL", "08001");
        }
        return connection;
    }

    /** A pooler makes up the process id that it tells its clients. */
    private static boolean isBehindPooler(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()" + PostgresServer.MARK)) {
            row.next();
            return row.getInt(1) != connection.unwrap(PGConnection.class).getBackendPID();
        }
    }

    /** Whether nothing may be left in this session. */
    boolean isPooled(PGConnection connection) {
        return pooled.contains(connection);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("user and password come from the settings");
    }

    /** The pool sets what it waits itself; connecting is bounded by the settings alone. */
    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return (int) Math.ceil(settings.connectTimeout().toMillis() / 1000.0);
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {}

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (isWrapperFor(type)) {
            return type.cast(this);
        }
        throw new SQLException("no " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
