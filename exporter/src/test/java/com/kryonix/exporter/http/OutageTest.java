package com.kryonix.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.exporter.engine.Target;
import com.kryonix.exporter.exposition.OpenMetricsParser;
import com.kryonix.postgres.PostgresCatalogue;
import com.kryonix.postgres.PostgresOptions;
import com.kryonix.postgres.PostgresServer;
import com.kryonix.postgres.PostgresSettings;
import com.kryonix.postgres.PostgresUrl;
import com.kryonix.redis.RedisCatalogue;
import com.kryonix.redis.RedisServer;
import com.kryonix.redis.RedisSettings;
import com.kryonix.redis.RedisUrl;
import com.kryonix.servers.RealPostgres;
import com.kryonix.servers.RealRedis;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real PostgreSQL and a real Redis stop, hang and restart under a running exporter. */
class OutageTest {
    private static final String PG = "pg_stat_database_";
    private static final String REDIS = "redis_connected_clients";

    private static final RealPostgres postgres = RealPostgres.of(RealPostgres.NEWEST_MAJOR);
    private static final RealRedis redis = RealRedis.embedded();
    private static Served served;

    @BeforeAll
    static void start() {
        postgres.start();
        redis.start();
        PostgresUrl url = PostgresUrl.parse("postgresql://postgres@127.0.0.1:" + postgres.port() + "/postgres");
        PostgresServer database = PostgresServer.open(PostgresSettings.of("main", url));
        RedisServer cache = RedisServer.open(RedisSettings.of("cache", RedisUrl.parse(redis.url())));
        served = new Served(
                4,
                Target.of("main", database, PostgresCatalogue.create(PostgresOptions.defaults())),
                Target.of("cache", cache, RedisCatalogue.create()));
        until("pg_up 1.0", "redis_up 1.0");
    }

    @AfterAll
    static void stop() {
        try (postgres;
                redis) {
            served.close();
        }
    }

    /** A page with four seconds' time, which is 200 whatever happened to the servers. */
    private static List<String> page() {
        HttpResponse<String> page = served.get("/metrics", Budget.HEADER, "4");
        assertThat(page.statusCode()).isEqualTo(200);
        return page.body().lines().toList();
    }

    private static List<String> until(String... lines) {
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        List<String> page = page();
        while (!page.containsAll(List.of(lines))) {
            assertThat(System.nanoTime())
                    .as("waits for %s in %s", List.of(lines), failures(page))
                    .isLessThan(end);
            page = page();
        }
        return page;
    }

    private static List<String> failures(List<String> page) {
        return page.stream()
                .filter(line -> line.startsWith("kryonix_exporter_collector_outcome{") || line.contains("_up "))
                .toList();
    }

    private static void assertOnlyRedisAnswers(List<String> page) {
        assertThat(page)
                .contains("redis_up 1.0")
                .anyMatch(line -> line.startsWith(REDIS))
                .noneMatch(line -> line.startsWith(PG));
    }

    private static void assertOnlyPostgresAnswers(List<String> page) {
        assertThat(page)
                .contains("pg_up 1.0")
                .anyMatch(line -> line.startsWith(PG))
                .noneMatch(line -> line.startsWith(REDIS));
    }

    @Test
    void aStoppedPostgresCostsItsOwnSeriesAndComesBack() {
        postgres.stop();
        assertOnlyRedisAnswers(until("pg_up 0.0"));
        postgres.start();
        until("pg_up 1.0", "redis_up 1.0", "pg_exporter_last_scrape_error 0.0");
    }

    @Test
    void aHungPostgresCostsItsOwnSeriesAndComesBack() {
        postgres.pause();
        try {
            for (int scrape = 0; scrape < 3; scrape++) {
                List<String> page = page();
                assertThat(page).contains("pg_up 0.0");
                assertOnlyRedisAnswers(page);
            }
        } finally {
            postgres.resume();
        }
        until("pg_up 1.0", "redis_up 1.0", "pg_exporter_last_scrape_error 0.0");
    }

    @Test
    void aPostgresRestartedBetweenTwoScrapesIsFoundAgain() {
        postgres.stopImmediately();
        postgres.start();
        until("pg_up 1.0", "redis_up 1.0", "pg_exporter_last_scrape_error 0.0");
    }

    @Test
    void aStoppedRedisCostsItsOwnSeriesAndComesBack() {
        redis.stop();
        assertOnlyPostgresAnswers(until("redis_up 0.0"));
        redis.start();
        until("pg_up 1.0", "redis_up 1.0", "redis_exporter_last_scrape_error 0.0");
    }

    @Test
    void aHungRedisCostsItsOwnSeriesAndComesBack() {
        redis.pause();
        try {
            for (int scrape = 0; scrape < 3; scrape++) {
                List<String> page = page();
                assertThat(page).contains("redis_up 0.0");
                assertOnlyPostgresAnswers(page);
            }
        } finally {
            redis.resume();
        }
        until("pg_up 1.0", "redis_up 1.0", "redis_exporter_last_scrape_error 0.0");
    }

    @Test
    void aRedisRestartedBetweenTwoScrapesIsFoundAgain() {
        redis.stop();
        redis.start();
        until("pg_up 1.0", "redis_up 1.0", "redis_exporter_last_scrape_error 0.0");
    }

    @Test
    void theRealPageIsWellFormedOpenMetrics() {
        until("pg_up 1.0", "redis_up 1.0");
        String page = served.get("/metrics", "Accept", "application/openmetrics-text;version=1.0.0")
                .body();
        assertThat(OpenMetricsParser.check(page)).isGreaterThan(200);
    }
}
