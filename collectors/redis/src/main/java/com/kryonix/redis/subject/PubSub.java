package com.kryonix.redis.subject;

import static com.kryonix.redis.Field.field;

import com.kryonix.redis.InfoCollector;

/**
 * Publish/subscribe, and the invalidation messages of client-side caching.
 *
 * <pre>redis_pubsub_channels 3.0</pre>
 *
 * Source: INFO stats.
 */
public final class PubSub {
    private PubSub() {}

    public static InfoCollector collector() {
        return InfoCollector.named("pubsub")
                .from("stats")
                .gauge("redis_pubsub_channels", "Channels with subscribers", field("pubsub_channels"))
                .gauge("redis_pubsub_patterns", "Patterns with subscribers", field("pubsub_patterns"))
                .gauge("redis_pubsubshard_channels", "Shard channels with subscribers", field("pubsubshard_channels"))
                .gauge("redis_tracking_total_keys", "Keys tracked for clients' caches", field("tracking_total_keys"))
                .gauge("redis_tracking_total_items", "Clients by tracked keys, summed", field("tracking_total_items"))
                .gauge("redis_tracking_total_prefixes", "Prefixes tracked", field("tracking_total_prefixes"))
                .build();
    }
}
