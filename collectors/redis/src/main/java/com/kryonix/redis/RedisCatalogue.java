package com.kryonix.redis;

import com.kryonix.collector.Catalogue;
import com.kryonix.redis.subject.Clients;
import java.util.List;

/** What is collected from Redis: the list, in the order in which it is exposed. */
public final class RedisCatalogue {
    private RedisCatalogue() {}

    /** For one target: the caps remember who was admitted. */
    public static Catalogue<RedisServer> create() {
        return new Catalogue<>("redis", List.of(Clients.collector()));
    }
}
