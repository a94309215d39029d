package com.kryonix.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.kryonix.collector.Failure;
import com.kryonix.collector.FailureKind;
import com.kryonix.collector.Scrape;
import com.kryonix.servers.RealRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RedisFailureTest {
    @ParameterizedTest
    @EnumSource
    void aHungServerIsATimeoutWithinTheDeadlineAndItsConnectionIsDropped(TestedRedis version) throws Exception {
        try (RealRedis redis = version.start();
                RedisServer server = open(redis.url())) {
            scrape(server);
            redis.pause();
            Scrape scrape = Scrape.within(Duration.ofMillis(300));
            Throwable failure =
                    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> catchThrowable(() -> server.info(scrape)));
            assertThat(server.explain(failure))
                    .isEqualTo(new Failure(
                            FailureKind.TIMEOUT,
                            "redis cache (127.0.0.1:" + redis.port() + "): no answer in time: it hangs, runs a slow "
                                    + "command (SLOWLOG GET), or the network drops packets"));
            redis.resume();
            // The late answer to the first question stays with the dropped connection.
            assertThat(scrape(server).section("server").number("tcp_port")).hasValue(redis.port());
            try (Session session = Session.with(redis)) {
                assertThat((String) session.say("CLIENT", "LIST")).containsOnlyOnce("name=kryonix-exporter");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRestartIsSurvivedWithoutAFailedScrape(TestedRedis version) throws Exception {
        try (RealRedis redis = version.start();
                RedisServer server = open(redis.url())) {
            Optional<String> before = scrape(server).section("server").text("run_id");
            redis.stop();
            redis.start();
            assertThat(scrape(server).section("server").text("run_id"))
                    .isPresent()
                    .isNotEqualTo(before);
        }
    }

    @Test
    void aStoppedServerRefusesAndComesBack() throws Exception {
        try (RealRedis redis = TestedRedis.REDIS_70.start();
                RedisServer server = open(redis.url())) {
            scrape(server);
            redis.stop();
            assertThat(failure(server))
                    .isEqualTo(new Failure(
                            FailureKind.CONNECTION,
                            "redis cache (127.0.0.1:" + redis.port() + "): connection refused: is it running, is the "
                                    + "port right, does it listen on this address (bind)?"));
            redis.start();
            assertThat(scrape(server).section("server").text("redis_version")).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource
    void passwordsMissingWrongAndSuperfluousAreToldApart(TestedRedis version) {
        try (RealRedis redis = version.server().with("requirepass", "right").start()) {
            String target = "redis cache (127.0.0.1:" + redis.port() + "): ";
            assertThat(failure(open("redis://127.0.0.1:" + redis.port())))
                    .isEqualTo(new Failure(
                            FailureKind.CONNECTION,
                            target + "it asks for a password and none is given: set password or password_file"));
            assertThat(failure(open("redis://:hidden@127.0.0.1:" + redis.port())))
                    .isEqualTo(new Failure(
                            FailureKind.CONNECTION,
                            target + "wrong password for user default, or that user is off: check password or "
                                    + "password_file, and ACL LIST there"));
        }
        try (RealRedis redis = version.start()) {
            assertThat(failure(open("redis://:hidden@127.0.0.1:" + redis.port())))
                    .isEqualTo(new Failure(
                            FailureKind.CONNECTION,
                            "redis cache (127.0.0.1:" + redis.port() + "): it has no password for user default, yet "
                                    + "one is configured: remove it here, or set requirepass there"));
        }
    }

    @Test
    void aRotatedPasswordIsReadForTheNextConnection() throws Exception {
        AtomicReference<String> file = new AtomicReference<>("old");
        try (RealRedis redis =
                        TestedRedis.REDIS_70.server().with("requirepass", "new").start();
                RedisServer server = RedisServer.open(RedisSettings.of("cache", RedisUrl.parse(redis.url()))
                        .withPassword(() -> Optional.ofNullable(file.get())))) {
            assertThat(failure(server).message()).contains("wrong password");
            file.set("new");
            assertThat(scrape(server).section("server").text("redis_version")).isPresent();
        }
    }

    @Test
    void aFullServerSaysMaxclients() {
        try (RealRedis redis =
                        TestedRedis.REDIS_70.server().with("maxclients", "1").start();
                Session taken = Session.with(redis);
                RedisServer server = open(redis.url())) {
            assertThat(taken.say("PING")).isNotNull();
            assertThat(failure(server))
                    .isEqualTo(new Failure(
                            FailureKind.CONNECTION,
                            "redis cache (127.0.0.1:" + redis.port() + "): all its connections are taken: raise "
                                    + "maxclients there, or see who holds them (CLIENT LIST)"));
        }
    }

    @Test
    void aRenamedInfoIsSaidSo() throws Exception {
        try (RealRedis redis = TestedRedis.REDIS_62.server();
                RedisServer server = open(redis.url())) {
            Path renames = Files.writeString(redis.folder().resolve("renames.conf"), "rename-command INFO hidden\n");
            redis.with("include", renames.toString()).start();
            assertThat(failure(server))
                    .isEqualTo(new Failure(
                            FailureKind.QUERY,
                            "redis cache (127.0.0.1:" + redis.port() + "): it does not know a command that is needed: "
                                    + "is INFO or AUTH renamed there (rename-command)?"));
        }
    }

    @Test
    void whatIsNoRedisIsSaidSo() throws Exception {
        try (ServerSocket web = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> {
                try (Socket socket = web.accept()) {
                    assertThat(socket.getInputStream().read()).isEqualTo('*');
                    socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertThat(failure(open("redis://127.0.0.1:" + web.getLocalPort())))
                    .isEqualTo(new Failure(
                            FailureKind.CONNECTION,
                            "redis cache (127.0.0.1:" + web.getLocalPort()
                                    + "): what answers there is no Redis: check host and port"));
            answering.join();
        }
    }

    @Test
    void anUnknownHostIsSaidSo() {
        assertThat(failure(open("redis://no-such-host.invalid")))
                .isEqualTo(new Failure(
                        FailureKind.CONNECTION,
                        "redis cache (no-such-host.invalid:6379): no such host: check the name, and DNS on this "
                                + "machine"));
    }

    private static RedisServer open(String url) {
        return RedisServer.open(RedisSettings.of("cache", RedisUrl.parse(url)));
    }

    private static Info scrape(RedisServer server) throws Exception {
        return server.info(Scrape.within(Duration.ofSeconds(10)));
    }

    private static Failure failure(RedisServer server) {
        Failure failure = server.explain(catchThrowable(() -> scrape(server)));
        assertThat(failure.message()).doesNotContain("hidden");
        return failure;
    }
}
