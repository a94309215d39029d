package com.kryonix.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The connection pools: a small read-only one for scrapes, and a single connection for the events' tail. */
public final class PostgresPool {
    /** Our sessions' application_name starts with this, so that no family counts them. */
    public static final String APPLICATION_NAME = "kryonix_exporter";

    private PostgresPool() {}

    /** @param metricRegistry a Dropwizard MetricRegistry for the pool's own figures, or null for none */
    static HikariDataSource forScrapes(
            PostgresSettings settings, PostgresConnections connections, @Nullable Object metricRegistry) {
        HikariConfig config = config(settings, connections, metricRegistry);
        config.setPoolName(settings.name());
        config.setMaximumPoolSize(settings.poolSize());
        config.setReadOnly(true);
        return new HikariDataSource(config);
    }

    /**
     * For the fold of the event tables: one connection, kept apart from the scrapes' so that neither waits for the
     * other, and not read-only; also for what changes the schema. A statement may take as long as it takes: whoever
     * must not be held by a hung server sets the connection's network timeout. The caller closes it.
     *
     * @param metricRegistry a Dropwizard MetricRegistry for the pool's own figures, or null for none
     */
    public static HikariDataSource forTail(PostgresSettings settings, @Nullable Object metricRegistry) {
        PostgresConnections connections = new PostgresConnections(settings, APPLICATION_NAME + " tail", Duration.ZERO);
        HikariConfig config = config(settings, connections, metricRegistry);
        config.setPoolName(settings.name() + " tail");
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }

    private static HikariConfig config(
            PostgresSettings settings, PostgresConnections connections, @Nullable Object metricRegistry) {
        long patience = settings.connectTimeout().toMillis();
        HikariConfig config = new HikariConfig();
        config.setDataSource(connections);
        config.setInitializationFailTimeout(-1);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(patience);
        config.setValidationTimeout(Math.min(1000, patience));
        // A scrape proves that the server answers; pinging in between would only keep an idle server awake.
        config.setKeepaliveTime(0);
        if (metricRegistry != null) {
            config.setMetricRegistry(metricRegistry);
        }
        return config;
    }
}
