package com.kryonix.redis.subject;

import static com.kryonix.redis.Field.field;

import com.kryonix.collector.Kind;
import com.kryonix.collector.Metric;
import com.kryonix.redis.InfoCollector;

/**
 * Connections: how many, how many are allowed, what they wait for.
 *
 * <pre>redis_connected_clients 42.0</pre>
 *
 * Source: INFO clients. redis_exporter reads maxclients by CONFIG GET as well, and calls it redis_config_maxclients.
 */
public final class Clients {
    public static final Metric CONNECTED =
            Metric.gauge("redis_connected_clients", "Client connections, without replicas (INFO connected_clients)");
    public static final Metric BLOCKED = Metric.gauge(
            "redis_blocked_clients", "Clients waiting in a blocking call such as BLPOP (INFO blocked_clients)");
    public static final Metric MAX = Metric.gauge("redis_max_clients", "Connections allowed (INFO maxclients)")
            .orRedisExporter("redis_config_maxclients", Kind.GAUGE, 1);

    private Clients() {}

    public static InfoCollector collector() {
        return InfoCollector.section("clients")
                .sample(CONNECTED, field("connected_clients"))
                .sample(BLOCKED, field("blocked_clients"))
                .sample(MAX, field("maxclients").positive())
                .gauge("redis_cluster_connections", "Sockets of the cluster bus", field("cluster_connections"))
                .gauge("redis_tracking_clients", "Clients with client-side caching on", field("tracking_clients"))
                .gauge("redis_pubsub_clients", "Clients in publish/subscribe mode", field("pubsub_clients"))
                .gauge("redis_watching_clients", "Clients in WATCH", field("watching_clients"))
                .gauge("redis_total_watched_keys", "Keys under WATCH", field("total_watched_keys"))
                .gauge("redis_total_blocking_keys", "Keys that clients wait for", field("total_blocking_keys"))
                .gauge(
                        "redis_total_blocking_keys_on_nokey",
                        "Keys that clients wait for who want to hear of their deletion, too",
                        field("total_blocking_keys_on_nokey"))
                .gauge(
                        "redis_clients_in_timeout_table",
                        "Clients waiting with a timeout",
                        field("clients_in_timeout_table"))
                .gauge(
                        "redis_client_recent_max_input_buffer_bytes",
                        "Largest input buffer of any client, lately",
                        field("client_recent_max_input_buffer"))
                .gauge(
                        "redis_client_recent_max_output_buffer_bytes",
                        "Largest output buffer of any client, lately",
                        field("client_recent_max_output_buffer"))
                .build();
    }
}
