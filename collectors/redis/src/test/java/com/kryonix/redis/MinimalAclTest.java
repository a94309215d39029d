package com.kryonix.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Failure;
import com.kryonix.collector.FailureKind;
import com.kryonix.collector.Scrape;
import com.kryonix.servers.RealRedis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The users that provisioning/redis ships may do what the collectors need, and nothing else. */
class MinimalAclTest {
    private static final Path SHIPPED = Path.of(System.getProperty("kryonix.root", "../.."), "provisioning", "redis");

    @ParameterizedTest
    @CsvSource({"REDIS_70,users.acl", "REDIS_62,users-6.acl"})
    void theShippedUserCollectsEverythingAndReadsNoKey(TestedRedis version, String file) throws Exception {
        try (RealRedis redis = start(version, file);
                RedisServer server = RedisServer.open(RedisSettings.of(
                        "cache", RedisUrl.parse("redis://kryonix_exporter:change-me@127.0.0.1:" + redis.port())))) {
            Scrape scrape = Scrape.within(Duration.ofSeconds(10));
            for (Collector<RedisServer> collector : RedisCatalogue.create().collectors()) {
                collector.collect(server, scrape);
            }
            Info info = server.info(scrape);
            assertThat(info.section("errorstats").lines())
                    .as("NOAUTH was told to the probe that asked whether the server has started")
                    .extracting(Section.Line::name)
                    .containsExactly("errorstat_NOAUTH");
            try (Session session = Session.with(redis)) {
                session.say("AUTH", "kryonix_exporter", "change-me");
                for (String command : new String[] {"GET", "TYPE", "DEL"}) {
                    assertThat(catchThrowable(() -> session.say(command, "any")))
                            .hasMessageStartingWith("NOPERM");
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"REDIS_70,users.acl", "REDIS_62,users-6.acl"})
    void aUserWithoutInfoIsToldWhatToGrant(TestedRedis version, String file) throws Exception {
        try (RealRedis redis = start(version, file);
                Session admin = Session.with(redis)) {
            admin.say("AUTH", "default", "change-me-too");
            admin.say("ACL", "SETUSER", "blind", "on", ">hidden", "-@all");
            try (RedisServer server = RedisServer.open(
                    RedisSettings.of("cache", RedisUrl.parse("redis://blind:hidden@127.0.0.1:" + redis.port())))) {
                Throwable failure = catchThrowable(() -> server.info(Scrape.within(Duration.ofSeconds(10))));
                assertThat(server.explain(failure))
                        .isEqualTo(new Failure(
                                FailureKind.PERMISSION,
                                "redis cache (127.0.0.1:" + redis.port()
                                        + "): user blind may not run INFO: ACL SETUSER "
                                        + "blind +info there (see provisioning/redis/users.acl)"));
                admin.say("ACL", "SETUSER", "blind", "+info");
                assertThat(server.info(Scrape.within(Duration.ofSeconds(10)))
                                .section("server")
                                .text("redis_version"))
                        .as("INFO, by a user who may not even name its connection")
                        .isPresent();
            }
        }
    }

    private static RealRedis start(TestedRedis version, String file) throws Exception {
        RealRedis redis = version.server();
        // As it is shipped: the default user's password is set in the copy, for the test's own session.
        String users = Files.readString(SHIPPED.resolve(file));
        Path copy = Files.writeString(
                redis.folder().resolve("users.acl"), users + "user default on >change-me-too ~* &* +@all\n");
        return redis.with("aclfile", copy.toString()).start();
    }
}
