package com.kryonix.redis.subject;

import static com.kryonix.redis.Field.field;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Metric;
import com.kryonix.redis.InfoCollector;
import com.kryonix.redis.RedisServer;

/** Connections. */
public final class Clients {
    public static final Metric CONNECTED =
            Metric.gauge("redis_connected_clients", "Client connections, replicas' excluded. INFO connected_clients");

    private Clients() {}

    public static Collector<RedisServer> collector() {
        return InfoCollector.section("clients")
                .sample(CONNECTED, field("connected_clients"))
                .build();
    }
}
