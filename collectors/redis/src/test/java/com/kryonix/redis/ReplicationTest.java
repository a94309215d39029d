package com.kryonix.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Scrape;
import com.kryonix.servers.RealRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real primary and its replica. */
class ReplicationTest {
    @ParameterizedTest
    @EnumSource
    void bothSidesTellOfTheLink(TestedRedis version) throws Exception {
        try (RealRedis primary =
                        version.server().with("repl-diskless-sync-delay", "0").start();
                RealRedis replica = version.start();
                Session replicas = Session.with(replica);
                Session waiting = Session.with(primary)) {
            replicas.say("REPLICAOF", "127.0.0.1", Integer.toString(primary.port()));
            // The answer comes when a replica has acknowledged, or after 20 seconds.
            waiting.say("SET", "written", "1");
            assertThat(waiting.say("WAIT", "1", "20000")).isEqualTo(1L);

            String primarys = "{slave_ip=\"127.0.0.1\",slave_port=\"" + replica.port() + "\",slave_state=\"online\"} ";
            assertThat(exposed(primary))
                    .contains("redis_connected_slaves 1.0", "redis_instance_role{role=\"master\"} 1.0")
                    .contains("redis_replica_resyncs_full_total 1.0", "redis_replica_resyncs_full 1.0")
                    .anyMatch(line -> line.startsWith("redis_connected_slave_offset_bytes" + primarys))
                    .anyMatch(line -> line.startsWith("redis_connected_slave_lag_seconds" + primarys))
                    .noneMatch(line -> line.startsWith("redis_master_link_up"));

            String link = "{master_host=\"127.0.0.1\",master_port=\"" + primary.port() + "\"} ";
            assertThat(exposed(replica))
                    .contains("redis_instance_role{role=\"slave\"} 1.0", "redis_instance_role{role=\"master\"} 0.0")
                    .contains("redis_master_link_up" + link + "1.0", "redis_master_sync_in_progress" + link + "0.0")
                    .contains("redis_slave_info{master_host=\"127.0.0.1\",master_port=\"" + primary.port()
                            + "\",read_only=\"1\"} 1.0")
                    .contains("redis_info_fields_unmapped 0.0")
                    .noneMatch(line -> line.startsWith("redis_master_link_down_seconds"));
        }
    }

    private static List<String> exposed(RealRedis redis) throws Exception {
        List<Sample> samples = new ArrayList<>();
        try (RedisServer server = RedisServer.open(RedisSettings.of("cache", RedisUrl.parse(redis.url())))) {
            Scrape scrape = Scrape.within(Duration.ofSeconds(10));
            for (Collector<RedisServer> collector : RedisCatalogue.create().collectors()) {
                samples.addAll(
                        collector.collect(server, scrape).withoutDuplicates().samples());
            }
        }
        String text = TextFormat.of(samples);
        assertThat(Promtool.complaints(text)).isEmpty();
        return text.lines().toList();
    }
}
