package com.kryonix.redis.subject;

import static com.kryonix.redis.Field.field;

import com.kryonix.collector.Kind;
import com.kryonix.collector.Metric;
import com.kryonix.redis.InfoCollector;

/**
 * Replication as a primary sees it, and what is the same on both sides; {@link ReplicaLink} is the replica's view.
 *
 * <pre>redis_connected_slaves 1.0</pre>
 *
 * Source: INFO replication, and for synchronisations INFO stats.
 */
public final class Replication {
    public static final Metric CONNECTED =
            Metric.gauge("redis_connected_slaves", "Replicas connected (INFO connected_slaves)");
    public static final Metric OFFSET =
            Metric.gauge("redis_master_repl_offset", "Bytes of replication produced (INFO master_repl_offset)");

    private Replication() {}

    public static InfoCollector collector() {
        return InfoCollector.section("replication")
                .sample(CONNECTED, field("connected_slaves"))
                .gauge(
                        "redis_min_slaves_good_slaves",
                        "Replicas near enough for min-replicas-to-write",
                        field("min_slaves_good_slaves"))
                .gauge(
                        "redis_replicas_waiting_psync",
                        "Replicas that wait for synchronisation (Valkey)",
                        field("replicas_waiting_psync"))
                .sample(OFFSET, field("master_repl_offset"))
                .gauge(
                        "redis_second_repl_offset",
                        "Up to where the former primary's history is accepted",
                        field("second_repl_offset"))
                .gauge("redis_replication_backlog_bytes", "Size of the backlog", field("repl_backlog_size"))
                .gauge("redis_repl_backlog_is_active", "1 when there is one", field("repl_backlog_active"))
                .gauge(
                        "redis_repl_backlog_first_byte_offset",
                        "Where the backlog begins",
                        field("repl_backlog_first_byte_offset"))
                .gauge("redis_repl_backlog_history_bytes", "What the backlog holds", field("repl_backlog_histlen"))
                .gauge(
                        "redis_replicas_repl_buffer_size_bytes",
                        "Replicas' buffers (Valkey)",
                        field("replicas_repl_buffer_size"))
                .gauge(
                        "redis_replicas_repl_buffer_peak_bytes",
                        "Most they ever held (Valkey)",
                        field("replicas_repl_buffer_peak"))
                .from("stats")
                .sample(resyncs("full", "Full synchronisations", "sync_full", "resyncs_full"), field("sync_full"))
                .sample(
                        resyncs(
                                "partial",
                                "Partial synchronisations accepted",
                                "sync_partial_ok",
                                "partial_resync_accepted"),
                        field("sync_partial_ok"))
                .sample(
                        resyncs(
                                "partial_denied",
                                "Partial synchronisations refused",
                                "sync_partial_err",
                                "partial_resync_denied"),
                        field("sync_partial_err"))
                .gauge(
                        "redis_slave_expires_tracked_keys",
                        "Keys with a time to live written on a replica",
                        field("slave_expires_tracked_keys"))
                .build();
    }

    /** redis_exporter has these counters as gauges without a suffix. */
    private static Metric resyncs(String which, String help, String field, String alias) {
        return Metric.counter("redis_replica_resyncs_" + which + "_total", help + " (INFO " + field + ")")
                .orRedisExporter("redis_replica_" + alias, Kind.GAUGE, 1);
    }
}
