package com.kryonix.demo.traffic;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;

/** The shop's cache in Redis: measures each operation and records it. */
final class Cache implements AutoCloseable {
    private final RedisClient redis;
    private final Recorder recorder;

    Cache(String url, Recorder recorder) {
        URI address = URI.create(url);
        this.redis = RedisClient.builder()
                .hostAndPort(new HostAndPort(address.getHost(), address.getPort()))
                .clientConfig(DefaultJedisClientConfig.builder()
                        .clientName("shop")
                        .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                        .build())
                .build();
        this.recorder = recorder;
    }

    /** The value, or null for a miss. */
    @Nullable
    String get(Exchange exchange, String key) {
        long begin = System.nanoTime();
        String value = redis.get(key);
        long took = measured(exchange, begin);
        exchange.fromCache = value != null;
        String operation = value == null ? "miss" : "get";
        record(key, operation, took, value == null ? 0 : value.length(), null, value != null);
        return value;
    }

    void set(Exchange exchange, String key, String value, int ttlSeconds) {
        long begin = System.nanoTime();
        redis.set(key, value, SetParams.setParams().ex(ttlSeconds));
        record(key, "set", measured(exchange, begin), value.length(), ttlSeconds, false);
    }

    void remove(Exchange exchange, String key) {
        long begin = System.nanoTime();
        redis.del(key);
        record(key, "delete", measured(exchange, begin), 0, null, false);
    }

    private static long measured(Exchange exchange, long begin) {
        long took = System.nanoTime() - begin;
        exchange.cacheNanos += took;
        return took;
    }

    private void record(
            String key, String operation, long nanos, int bytes, @Nullable Integer ttlSeconds, boolean hit) {
        recorder.add(
                Event.of(EventWrite.CACHE_METRICS, key, operation, nanos / 1e6, key.length(), bytes, ttlSeconds, hit));
    }

    @Override
    public void close() {
        redis.close();
    }
}
