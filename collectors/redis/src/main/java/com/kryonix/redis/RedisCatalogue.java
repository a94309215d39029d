package com.kryonix.redis;

import com.kryonix.collector.Catalogue;
import com.kryonix.collector.Collector;
import com.kryonix.redis.subject.ActiveDefrag;
import com.kryonix.redis.subject.Clients;
import com.kryonix.redis.subject.CommandStats;
import com.kryonix.redis.subject.Cpu;
import com.kryonix.redis.subject.ErrorStats;
import com.kryonix.redis.subject.EventLoop;
import com.kryonix.redis.subject.IoThreads;
import com.kryonix.redis.subject.Keyspace;
import com.kryonix.redis.subject.Memory;
import com.kryonix.redis.subject.Modules;
import com.kryonix.redis.subject.Persistence;
import com.kryonix.redis.subject.PubSub;
import com.kryonix.redis.subject.ReplicaLink;
import com.kryonix.redis.subject.Replicas;
import com.kryonix.redis.subject.Replication;
import com.kryonix.redis.subject.Server;
import com.kryonix.redis.subject.Stats;
import java.util.ArrayList;
import java.util.List;

/** What is collected from Redis: the list, in the order in which it is exposed. */
public final class RedisCatalogue {
    private RedisCatalogue() {}

    /** For one target: the caps remember who was admitted. */
    public static Catalogue<RedisServer> create() {
        List<Collector<RedisServer>> subjects = List.of(
                Server.collector(),
                Clients.collector(),
                Memory.collector(),
                Persistence.collector(),
                Stats.collector(),
                EventLoop.collector(),
                PubSub.collector(),
                ActiveDefrag.collector(),
                Replication.collector(),
                ReplicaLink.collector(),
                Replicas.collector(),
                Cpu.collector(),
                IoThreads.collector(),
                Modules.collector(),
                CommandStats.collector(),
                ErrorStats.collector(),
                Keyspace.collector());
        List<Collector<RedisServer>> all = new ArrayList<>(subjects);
        all.add(new UnmappedFields(subjects));
        return new Catalogue<>("redis", all);
    }
}
