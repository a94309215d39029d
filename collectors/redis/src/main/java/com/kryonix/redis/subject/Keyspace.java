package com.kryonix.redis.subject;

import static com.kryonix.redis.Field.In.MILLISECONDS;
import static com.kryonix.redis.Field.field;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Metric;
import com.kryonix.redis.InfoRows;
import com.kryonix.redis.RedisServer;

/**
 * Keys of each database. A database without keys is not in INFO and has no series.
 *
 * <pre>redis_db_keys{db="db0"} 55000.0</pre>
 *
 * Source: INFO keyspace. avg_ttl is an estimate, 0 while there is none, and then without a sample.
 */
public final class Keyspace {
    public static final Metric KEYS = Metric.gauge("redis_db_keys", "Keys (INFO keyspace keys)", "db");
    public static final Metric EXPIRING =
            Metric.gauge("redis_db_keys_expiring", "Keys with a time to live (INFO keyspace expires)", "db");
    public static final Metric TTL = Metric.gauge(
            "redis_db_avg_ttl_seconds", "Estimated mean time to live, of those that have one (INFO avg_ttl)", "db");
    private static final Metric SUBEXPIRY = Metric.gauge(
            "redis_db_keys_with_expiring_items",
            "Hashes of which a field has a time to live (INFO keyspace subexpiry)",
            "db");
    private static final Metric VOLATILE = Metric.gauge(
            "redis_db_keys_with_volatile_items",
            "Keys of which an item has a time to live, on Valkey (INFO keyspace keys_with_volatile_items)",
            "db");
    private static final Metric CACHED =
            Metric.gauge("redis_db_keys_cached", "Keys in memory, on KeyDB FLASH (INFO keyspace cached_keys)", "db");

    private static final int CAP = 64;

    private Keyspace() {}

    public static Collector<RedisServer> collector() {
        return rows().cappedAt(CAP);
    }

    static InfoRows rows() {
        return InfoRows.section("keyspace", "(db\\d+)")
                .sample(KEYS, field("keys"))
                .sample(EXPIRING, field("expires"))
                .sample(TTL, field("avg_ttl").positive().in(MILLISECONDS))
                .sample(SUBEXPIRY, field("subexpiry"))
                .sample(VOLATILE, field("keys_with_volatile_items"))
                .sample(CACHED, field("cached_keys"))
                .build();
    }
}
