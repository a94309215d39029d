package com.kryonix.postgres.subject;

import static com.kryonix.collector.Metric.gauge;
import static com.kryonix.collector.Metric.info;
import static com.kryonix.collector.Metric.unknown;
import static com.kryonix.postgres.Column.column;

import com.kryonix.collector.Metric;
import com.kryonix.postgres.QueryCollector;

/**
 * The server itself: its version, since when it runs, whether it is a standby.
 *
 * <pre>
 * pg_static{version="PostgreSQL 17.7 on x86_64-pc-linux-gnu, …",short_version="17.7"} 1
 * pg_replication_is_replica 0
 * </pre>
 *
 * Source: {@code version()}, {@code pg_postmaster_start_time()}, {@code pg_conf_load_time()},
 * {@code pg_is_in_recovery()}, {@code pg_control_system()}, {@code pg_control_checkpoint()}.
 */
public final class Server {
    /** UNKNOWN, because an INFO would have to be called pg_static_info. */
    public static final Metric STATIC =
            unknown("pg_static", "Always 1; the server's version, from version().", "version", "short_version");

    public static final Metric VERSION_NUMBER =
            gauge("pg_server_version_number", "The server's version as a number, from server_version_num.");
    public static final Metric START_TIME = gauge(
            "pg_postmaster_start_time_seconds", "When the server started, Unix time, from pg_postmaster_start_time().");
    public static final Metric CONFIG_LOADED = gauge(
            "pg_config_load_timestamp_seconds",
            "When the configuration files were last loaded, Unix time, from pg_conf_load_time().");
    public static final Metric IS_REPLICA =
            gauge("pg_replication_is_replica", "1 on a standby, 0 on a primary, from pg_is_in_recovery().");
    public static final Metric TIMELINE =
            gauge("pg_timeline_id", "Timeline of the last checkpoint, from pg_control_checkpoint().timeline_id.");
    public static final Metric SYSTEM_IDENTIFIER = info(
            "pg_system_identifier_info",
            "The cluster's identity, shared with its standbys, from pg_control_system().system_identifier.",
            "system_identifier");

    public static final QueryCollector COLLECTOR = QueryCollector.named("server")
            .sql("""
                    SELECT version() AS version,
                           split_part(current_setting('server_version'), ' ', 1) AS short_version,
                           current_setting('server_version_num')::int AS version_number,
                           extract(epoch FROM pg_postmaster_start_time()) AS started,
                           extract(epoch FROM pg_conf_load_time()) AS config_loaded,
                           pg_is_in_recovery() AS is_replica,
                           (SELECT timeline_id FROM pg_control_checkpoint()) AS timeline,
                           (SELECT system_identifier FROM pg_control_system()) AS system_identifier
                    """)
            .label("version")
            .label("short_version")
            .label("system_identifier")
            .info(STATIC)
            .sample(VERSION_NUMBER, column("version_number"))
            .sample(START_TIME, column("started"))
            .sample(CONFIG_LOADED, column("config_loaded"))
            .sample(IS_REPLICA, column("is_replica"))
            .sample(TIMELINE, column("timeline"))
            .info(SYSTEM_IDENTIFIER)
            .build();

    private Server() {}
}
