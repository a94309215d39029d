package com.kryonix.exporter.exposition;

import com.kryonix.collector.Metric;
import java.util.List;

/** What the exporter says of itself, under its own names and under those that users of the other exporters know. */
public final class ExporterMetrics {
    static final Metric BUILD = Metric.info(
            "kryonix_exporter_build_info",
            "Always 1; the exporter's version and the Java it runs on",
            "version",
            "java");
    static final Metric CONFIG = Metric.info(
            "kryonix_exporter_config_info", "Always 1; a hash of the effective configuration without secrets", "hash");
    public static final Metric SOURCE_UP = Metric.gauge(
            "kryonix_exporter_source_up", "1 when the source answered the connection that collects, else 0", "source");

    public static final Metric SUCCESS = Metric.gauge(
            "kryonix_exporter_collector_success",
            "1 when the collector gave its samples, 0 when it failed; absent when it was skipped",
            "source",
            "collector");
    static final Metric OUTCOME = Metric.gauge(
            "kryonix_exporter_collector_outcome",
            "Always 1; how the collector ended: collected, skipped, timeout, connection, permission, query, busy, defect",
            "source",
            "collector",
            "outcome");
    public static final Metric DURATION = Metric.gauge(
            "kryonix_exporter_collector_duration_seconds",
            "Time from the collector's start to its end; if it was given up, how long it was waited for",
            "source",
            "collector");
    static final Metric SERIES = Metric.gauge(
            "kryonix_exporter_collector_series",
            "Series that the collector gave, a histogram counted once",
            "source",
            "collector");
    static final Metric DROPPED = Metric.gauge(
            "kryonix_exporter_collector_series_dropped",
            "Gauge series that the collector's cap left out; counters beyond it are in the series named other",
            "source",
            "collector");
    static final Metric AGE = Metric.gauge(
            "kryonix_exporter_collector_age_seconds",
            "How old the collector's samples are: above 0 when they come from its cache",
            "source",
            "collector");
    static final Metric CONFLICTS = Metric.gauge(
            "kryonix_exporter_conflicting_families",
            "Families that this page lacks, or has in part, because two collectors mean different things by one name or it"
                    + " could not be written");

    static final Metric POOL_CONNECTIONS = Metric.gauge(
            "kryonix_exporter_pool_connections",
            "Connections of the exporter's own pool: HikariCP's ActiveConnections and IdleConnections",
            "pool",
            "state");
    static final Metric POOL_LIMIT = Metric.gauge(
            "kryonix_exporter_pool_max_connections",
            "The most connections that the exporter's own pool opens: HikariCP's MaxConnections",
            "pool");
    static final Metric POOL_PENDING = Metric.gauge(
            "kryonix_exporter_pool_pending_threads",
            "Threads that wait for a connection of the exporter's own pool: HikariCP's PendingConnections",
            "pool");
    static final Metric POOL_TIMEOUTS = Metric.counter(
            "kryonix_exporter_pool_connection_timeouts_total",
            "Waits for a connection of the exporter's own pool that ended without one: HikariCP's ConnectionTimeoutRate",
            "pool");

    public static final Metric PG_UP =
            Metric.gauge("pg_up", "1 when PostgreSQL answered the connection that collects, else 0");
    static final Metric PG_COLLECTOR_DURATION = Metric.gauge(
            "pg_scrape_collector_duration_seconds", "Time that a collector of PostgreSQL took", "collector");
    static final Metric PG_COLLECTOR_SUCCESS = Metric.gauge(
            "pg_scrape_collector_success", "1 when a collector of PostgreSQL gave its samples, else 0", "collector");
    static final Metric PG_ERROR = Metric.gauge(
            "pg_exporter_last_scrape_error", "1 when something that this scrape asked of PostgreSQL failed, else 0");
    static final Metric PG_DURATION =
            Metric.gauge("pg_exporter_last_scrape_duration_seconds", "Time that collecting from PostgreSQL took");
    static final Metric PG_SCRAPES =
            Metric.counter("pg_exporter_scrapes_total", "Scrapes of PostgreSQL since the exporter's start");

    public static final Metric REDIS_UP =
            Metric.gauge("redis_up", "1 when Redis answered the connection that collects, else 0");
    static final Metric REDIS_ERROR = Metric.gauge(
            "redis_exporter_last_scrape_error", "1 when something that this scrape asked of Redis failed, else 0");
    static final Metric REDIS_DURATION =
            Metric.gauge("redis_exporter_last_scrape_duration_seconds", "Time that collecting from Redis took");
    static final Metric REDIS_SCRAPES =
            Metric.counter("redis_exporter_scrapes_total", "Scrapes of Redis since the exporter's start");

    private ExporterMetrics() {}

    /** Every family that the exporter itself gives; the Java machine's, by simpleclient_hotspot, are not among them. */
    public static List<Metric> catalogue() {
        return List.of(
                BUILD,
                CONFIG,
                SOURCE_UP,
                SUCCESS,
                OUTCOME,
                DURATION,
                SERIES,
                DROPPED,
                AGE,
                CONFLICTS,
                POOL_CONNECTIONS,
                POOL_LIMIT,
                POOL_PENDING,
                POOL_TIMEOUTS,
                PG_UP,
                PG_COLLECTOR_DURATION,
                PG_COLLECTOR_SUCCESS,
                PG_ERROR,
                PG_DURATION,
                PG_SCRAPES,
                REDIS_UP,
                REDIS_ERROR,
                REDIS_DURATION,
                REDIS_SCRAPES);
    }
}
