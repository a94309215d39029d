package com.kryonix.postgres;

import com.kryonix.collector.Facts;
import com.kryonix.collector.Failure;
import com.kryonix.collector.Scrape;
import com.kryonix.collector.Source;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server that is collected from, through a small pool of read-only connections. Opening it connects to
 * nothing; it recovers by itself when the server comes back.
 */
public final class PostgresServer implements Source {
    /**
     * Ends the exporter's statements, so that one sees in pg_stat_statements whose they are. From PostgreSQL 18 on, what
     * stands before a statement's first word is not kept there.
     */
    public static final String MARK = " /* kryonix_exporter */";

    private final PostgresSettings settings;
    private final PostgresConnections connections;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final SessionTimeouts timeouts;
    private final FactsCache facts = new FactsCache();
    private final PostgresFailures failures;

    private PostgresServer(PostgresSettings settings, @Nullable Object metricRegistry) {
        this.settings = settings;
        this.connections = new PostgresConnections(settings, PostgresPool.APPLICATION_NAME, settings.connectTimeout());
        this.timeouts = new SessionTimeouts(connections::isPooled);
        this.pool = PostgresPool.forScrapes(settings, connections, metricRegistry);
        this.jdbi = Jdbi.create(pool);
        // SQL is sent as it is written: no templates, so that < is never the start of one.
        jdbi.getConfig(SqlStatements.class).setTemplateEngine((sql, context) -> sql + MARK);
        this.failures = new PostgresFailures(settings);
    }

    public static PostgresServer open(PostgresSettings settings) {
        return new PostgresServer(settings, null);
    }

    /** @param metricRegistry a Dropwizard MetricRegistry for the pool's own figures, or null for none */
    public static PostgresServer open(PostgresSettings settings, @Nullable Object metricRegistry) {
        return new PostgresServer(settings, metricRegistry);
    }

    public PostgresSettings settings() {
        return settings;
    }

    /**
     * Reads over a connection of the pool, in autocommit mode, so that each statement is one round trip and no
     * transaction stays open. Before, where what remains of the scrape has changed much, it sets statement_timeout
     * and lock_timeout; the socket's timeout costs nothing and is set each time.
     *
     * @throws org.jdbi.v3.core.ConnectionException when there is no connection, or no time left for one
     * @throws X what {@code reading} throws
     */
    public <T, X extends Exception> T read(Scrape scrape, HandleCallback<T, X> reading) throws X {
        try (Handle handle = jdbi.open()) {
            timeouts.apply(handle.getConnection(), scrape.remaining());
            try {
                return reading.withHandle(handle);
            } finally {
                timeouts.release(handle.getConnection());
            }
        }
    }

    /**
     * Proves that the server answers, each time, and whether it is a standby. The other facts are read again over a new
     * connection, or after a minute: an extension or a grant can come without a reconnect.
     */
    @Override
    public Facts facts(Scrape scrape) throws SQLException {
        if (pool.getHikariPoolMXBean().getTotalConnections() == 0) {
            // Straight to the server: a pool would retry until its timeout and hide why.
            try (Connection connection = connections.open(scrape.remaining())) {
                timeouts.apply(connection, scrape.remaining());
                return facts.read(connection, connections.opened());
            }
        }
        return read(scrape, handle -> facts.current(handle.getConnection(), connections.opened()));
    }

    /** The facts as last read, without asking the server where there are any. */
    public Facts lastFacts(Scrape scrape) throws SQLException {
        Facts last = facts.last();
        return last == null ? facts(scrape) : last;
    }

    @Override
    public Failure explain(Throwable failure) {
        return failures.explain(failure);
    }

    @Override
    public void close() {
        pool.close();
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
