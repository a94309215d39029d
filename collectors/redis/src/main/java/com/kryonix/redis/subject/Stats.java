package com.kryonix.redis.subject;

import static com.kryonix.redis.Field.In.MICROSECONDS;
import static com.kryonix.redis.Field.In.MILLISECONDS;
import static com.kryonix.redis.Field.In.PERCENT;
import static com.kryonix.redis.Field.field;

import com.kryonix.collector.Kind;
import com.kryonix.collector.Metric;
import com.kryonix.redis.InfoCollector;

/**
 * What the server has done since its start (or CONFIG RESETSTAT): commands, look-ups, expiry, eviction, traffic,
 * refusals.
 *
 * <pre>redis_keyspace_hits_total 1234.0</pre>
 *
 * Source: INFO stats. Its instantaneous_ fields are left out: rate() over the counters says the same, for any window.
 */
public final class Stats {
    public static final Metric CONNECTIONS =
            counter("redis_connections_received_total", "Connections accepted", "total_connections_received");
    public static final Metric COMMANDS =
            counter("redis_commands_processed_total", "Commands processed", "total_commands_processed");
    public static final Metric REJECTED = counter(
            "redis_rejected_connections_total", "Connections refused because of maxclients", "rejected_connections");
    public static final Metric HITS =
            counter("redis_keyspace_hits_total", "Look-ups that found their key", "keyspace_hits");
    public static final Metric MISSES =
            counter("redis_keyspace_misses_total", "Look-ups of a key that is not there", "keyspace_misses");
    public static final Metric EXPIRED =
            counter("redis_expired_keys_total", "Keys removed at the end of their time to live", "expired_keys");
    public static final Metric EVICTED =
            counter("redis_evicted_keys_total", "Keys removed because of maxmemory", "evicted_keys");
    public static final Metric INPUT =
            counter("redis_net_input_bytes_total", "Bytes received", "total_net_input_bytes");
    public static final Metric OUTPUT = counter("redis_net_output_bytes_total", "Bytes sent", "total_net_output_bytes");
    public static final Metric ERRORS = counter(
                    "redis_error_replies_total", "Replies that were errors", "total_error_replies")
            .orRedisExporter("redis_total_error_replies", Kind.UNKNOWN, 1);

    private static final Metric UNEXPECTED = counter(
                    "redis_unexpected_error_replies_total",
                    "Errors where none may be: AOF loading, replication",
                    "unexpected_error_replies")
            .orRedisExporter("redis_unexpected_error_replies", Kind.UNKNOWN, 1);
    private static final Metric SANITIZED = counter(
                    "redis_dump_payload_sanitizations_total",
                    "RESTORE payloads checked in depth",
                    "dump_payload_sanitizations")
            .orRedisExporter("redis_dump_payload_sanitizations", Kind.UNKNOWN, 1);
    private static final Metric STALE = Metric.gauge(
                    "redis_expired_stale_ratio",
                    "Share of keys that have probably expired and are still there (INFO expired_stale_perc)")
            .orRedisExporter("redis_expired_stale_percentage", Kind.GAUGE, 100);
    private static final Metric MIGRATION_SOCKETS = Metric.gauge(
                    "redis_migrate_cached_sockets", "Sockets kept open for MIGRATE (INFO migrate_cached_sockets)")
            .orRedisExporter("redis_migrate_cached_sockets_total", Kind.UNKNOWN, 1);

    private Stats() {}

    public static InfoCollector collector() {
        InfoCollector.Builder stats = InfoCollector.section("stats")
                .sample(CONNECTIONS, field("total_connections_received"))
                .sample(COMMANDS, field("total_commands_processed"))
                .sample(REJECTED, field("rejected_connections"))
                .sample(HITS, field("keyspace_hits"))
                .sample(MISSES, field("keyspace_misses"))
                .sample(INPUT, field("total_net_input_bytes"))
                .sample(OUTPUT, field("total_net_output_bytes"));
        stats.counter("redis_net_repl_input_bytes_total", "Replication received", field("total_net_repl_input_bytes"))
                .counter("redis_net_repl_output_bytes_total", "Replication sent", field("total_net_repl_output_bytes"));
        expiryAndEviction(stats);
        refusals(stats);
        return stats.sample(MIGRATION_SOCKETS, field("migrate_cached_sockets"))
                .gauge(
                        "redis_latest_fork_seconds",
                        "Duration of the latest fork",
                        field("latest_fork_usec").in(MICROSECONDS))
                .counter("redis_forks_total", "Forks: saves, rewrites, full synchronisations", field("total_forks"))
                .sample(SANITIZED, field("dump_payload_sanitizations"))
                .build();
    }

    private static void expiryAndEviction(InfoCollector.Builder stats) {
        stats.sample(EXPIRED, field("expired_keys"))
                .counter("redis_expired_subkeys_total", "Hash fields expired (Redis)", field("expired_subkeys"))
                .counter("redis_expired_fields_total", "Hash fields expired (Valkey)", field("expired_fields"))
                .sample(STALE, field("expired_stale_perc").in(PERCENT))
                .counter(
                        "redis_expired_time_cap_reached_total",
                        "Expiry cycles that ended for want of time",
                        field("expired_time_cap_reached_count"))
                .counter(
                        "redis_expire_cycle_cpu_seconds_total",
                        "CPU time spent on expiry cycles",
                        field("expire_cycle_cpu_milliseconds").in(MILLISECONDS))
                .sample(EVICTED, field("evicted_keys"))
                .counter("redis_evicted_clients_total", "Clients closed for want of memory", field("evicted_clients"))
                .counter("redis_evicted_scripts_total", "Scripts removed from the cache", field("evicted_scripts"))
                .counter(
                        "redis_eviction_exceeded_seconds_total",
                        "Time for which used memory was above maxmemory",
                        field("total_eviction_exceeded_time").in(MILLISECONDS))
                .gauge(
                        "redis_current_eviction_exceeded_seconds",
                        "For how long used memory has been above maxmemory; 0 when it is not",
                        field("current_eviction_exceeded_time").in(MILLISECONDS));
    }

    private static void refusals(InfoCollector.Builder stats) {
        stats.sample(ERRORS, field("total_error_replies")).sample(UNEXPECTED, field("unexpected_error_replies"));
        for (String what : new String[] {"auth", "cmd", "key", "channel", "tls_cert", "db"}) {
            stats.counter(
                    "redis_acl_access_denied_" + what + "_total",
                    "Refused by ACL because of: " + what,
                    field("acl_access_denied_" + what));
        }
        stats.counter(
                        "redis_client_query_buffer_limit_disconnections_total",
                        "Clients closed because they sent too much at once",
                        field("client_query_buffer_limit_disconnections"))
                .counter(
                        "redis_client_output_buffer_limit_disconnections_total",
                        "Clients closed because they read too slowly",
                        field("client_output_buffer_limit_disconnections"));
    }

    private static Metric counter(String name, String help, String field) {
        return Metric.counter(name, help + " (INFO " + field + ")");
    }
}
