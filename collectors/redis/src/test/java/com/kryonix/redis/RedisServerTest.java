package com.kryonix.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Facts;
import com.kryonix.collector.Scrape;
import com.kryonix.collector.Version;
import com.kryonix.servers.RealRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What we cost the server, told by the server itself. */
class RedisServerTest {
    @ParameterizedTest
    @EnumSource
    void aScrapeOfAllCollectorsAtOnceIsOneInfo(TestedRedis version) throws Exception {
        try (RealRedis redis = version.start();
                Session session = Session.with(redis);
                RedisServer server = open(redis)) {
            List<Collector<RedisServer>> collectors = RedisCatalogue.create().collectors();
            ExecutorService pool = Executors.newFixedThreadPool(collectors.size());
            for (int i = 0; i < 3; i++) {
                double before = session.calls("info");
                Scrape scrape = Scrape.within(Duration.ofSeconds(10));
                List<Future<?>> running = new ArrayList<>();
                collectors.forEach(collector -> running.add(pool.submit(() -> collector.collect(server, scrape))));
                server.facts(scrape);
                for (Future<?> each : running) {
                    each.get();
                }
                // The session's own INFO is counted once it is answered, so by the second one.
                assertThat(session.calls("info") - before).isEqualTo(2);
            }
            pool.shutdown();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theConnectionIsKeptAndNamedAndTheServerCountsNoErrors(TestedRedis version) throws Exception {
        try (RealRedis redis = version.start();
                Session session = Session.with(redis)) {
            try (RedisServer server = open(redis)) {
                for (int i = 0; i < 3; i++) {
                    server.info(Scrape.within(Duration.ofSeconds(10)));
                }
                Section stats = session.info("stats").section("stats");
                assertThat(stats.number("total_error_replies")).hasValue(0);
                assertThat(session.info("errorstats").section("errorstats").lines())
                        .isEmpty();
                assertThat((String) session.say("CLIENT", "LIST")).containsOnlyOnce("name=kryonix-exporter");
                assertThat(session.info("commandstats").section("commandstats").lines())
                        .extracting(Section.Line::name)
                        // ping asked whether the server has started, client list is the question before.
                        .containsOnly(
                                "cmdstat_ping", version.client("list"), version.client("setname"), "cmdstat_info");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void factsAreVersionRoleAndUser(TestedRedis version) throws Exception {
        try (RealRedis redis = version.start();
                Session session = Session.with(redis);
                RedisServer server = open(redis)) {
            Facts facts = server.facts(Scrape.within(Duration.ofSeconds(10)));
            assertThat(facts.version()).isEqualTo(version.version());
            assertThat(facts.primary()).isTrue();
            assertThat(facts.extensions()).isEmpty();
            assertThat(facts.user()).isEqualTo("default");

            session.say("REPLICAOF", "127.0.0.1", "1");
            assertThat(server.facts(Scrape.within(Duration.ofSeconds(10))).primary())
                    .as("primary, on the same connection, after it became a replica")
                    .isFalse();
        }
    }

    @Test
    void modulesAreFactsWithTheirVersions() {
        Info info = Info.parse("# Modules\nmodule:name=search,ver=20609,api=1\nmodule:name=mine,ver=3,api=1\n");
        assertThat(ServerFacts.of(info, "default").extensions())
                .containsOnly(Map.entry("search", Version.of(2, 6)), Map.entry("mine", Version.of(3, 0)));
    }

    private static RedisServer open(RealRedis redis) {
        return RedisServer.open(RedisSettings.of("cache", RedisUrl.parse(redis.url())));
    }
}
