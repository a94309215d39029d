package com.kryonix.exporter.http;

import static com.kryonix.exporter.engine.Scripted.collector;
import static com.kryonix.exporter.engine.Scripted.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Reading;
import com.kryonix.collector.Sample;
import com.kryonix.exporter.engine.Engine;
import com.kryonix.exporter.engine.Scripted;
import com.kryonix.exporter.exposition.Exposition;
import com.kryonix.exporter.exposition.Format;
import com.kryonix.exporter.exposition.OpenMetricsParser;
import com.kryonix.exporter.exposition.Promtool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    private static final Metric SESSIONS = Metric.gauge("pg_demo_sessions", "Sessions", "state");
    private static final Metric KEYS = Metric.gauge("redis_demo_keys", "Keys");

    private static Served served = served();

    private static Served served() {
        return new Served(
                4,
                target(
                        "postgres",
                        "main",
                        Scripted.answering(),
                        collector("activity", SESSIONS, () -> Reading.of(Sample.of(SESSIONS, 3, "active"))),
                        collector("broken", SESSIONS, () -> {
                            throw new Exception("<script>");
                        })),
                target(
                        "redis",
                        "cache",
                        Scripted.answering(),
                        collector("keyspace", KEYS, () -> Reading.of(Sample.of(KEYS, 7)))));
    }

    @BeforeAll
    static void start() {
        served.engine.firstContact(Duration.ofSeconds(20));
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @Test
    void metricsAreTextByDefault() throws Exception {
        HttpResponse<String> page = served.get("/metrics");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(page.headers().firstValue("Vary")).contains("Accept, Accept-Encoding");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(page.body().lines())
                .contains(
                        "pg_demo_sessions{state=\"active\",} 3.0", "redis_demo_keys 7.0", "pg_up 1.0", "redis_up 1.0");
        assertThat(Promtool.complaints(page.body())).isEmpty();
    }

    @Test
    void openMetricsIsGivenToWhoAsksForIt() {
        HttpResponse<String> page = served.get("/metrics", "Accept", "application/openmetrics-text;version=1.0.0");

        assertThat(page.headers().firstValue("Content-Type")).contains(Format.OPENMETRICS.contentType());
        assertThat(OpenMetricsParser.check(page.body())).isGreaterThan(50);
    }

    @Test
    void gzipHoldsTheSamePage() throws IOException {
        HttpResponse<byte[]> page = served.bytes("/metrics?collect%5B%5D=keyspace", "Accept-Encoding", "gzip");

        assertThat(page.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(page.headers().firstValue("Content-Length")).contains(Integer.toString(page.body().length));
        String unpacked = new String(
                new GZIPInputStream(new ByteArrayInputStream(page.body())).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(unpacked.lines())
                .contains("redis_demo_keys 7.0")
                .noneMatch(line -> line.startsWith("pg_demo_sessions"));
    }

    @Test
    void anUnknownCollectorIsAnsweredWithTheKnownOnes() {
        HttpResponse<String> answer = served.get("/metrics?collect%5B%5D=activty");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("no collector named \"activty\"; collect[] takes activity, broken, keyspace\n");
    }

    @Test
    void aProbeIsOfOneTarget() {
        HttpResponse<String> page = served.get("/probe?target=cache");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body().lines())
                .contains("redis_demo_keys 7.0", "redis_up 1.0")
                .noneMatch(line -> line.startsWith("pg_") || line.startsWith("jvm_"));
    }

    @Test
    void aProbeWithoutAKnownTargetNamesThem() {
        assertThat(served.get("/probe").statusCode()).isEqualTo(400);
        assertThat(served.get("/probe?target=").body())
                .isEqualTo("say which target: /probe?target=NAME; targets are main, cache\n");
        HttpResponse<String> unknown = served.get("/probe?target=other%0d%0aSet-Cookie:%20a");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).isEqualTo("no target named \"other  Set-Cookie: a\"; targets are main, cache\n");
    }

    @Test
    void discoveryListsTheTargetsForPrometheus() {
        HttpResponse<String> answer = served.get("/sd");
        String self = "127.0.0.1:" + served.server.address().getPort();

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).isEqualTo("""
                        [{"targets":["%1$s"],"labels":{"__metrics_path__":"/probe","__param_target":"main","server":"main"}},\
                        {"targets":["%1$s"],"labels":{"__metrics_path__":"/probe","__param_target":"cache","server":"cache"}}]
                        """.formatted(self));
    }

    @Test
    void discoveryTakesNoHostileHost() throws IOException {
        String answer = served.raw("GET /sd HTTP/1.1\r\nHost: \"},evil\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains("\"targets\":[\"127.0.0.1:" + served.server.address().getPort() + "\"]")
                .doesNotContain("evil");
    }

    @Test
    void healthReadinessAndConfigurationAreText() {
        assertThat(served.get("/-/healthy").body()).isEqualTo("healthy\n");
        served.get("/metrics");
        assertThat(served.get("/-/ready").body()).isEqualTo("ready\n");
        assertThat(served.get("/config").body()).isEqualTo("targets: []\n");
        assertThat(served.get("/config").headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    }

    @Test
    void theLandingPageShowsStatesAndEscapesThem() {
        served.get("/metrics");
        HttpResponse<String> page = served.get("/");

        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(page.body())
                .contains("Version 1.2.3-&lt;b&gt;", "postgres main <span class=\"good\">up</span>")
                .contains("<td>activity</td><td><span class=\"good\">collected</span>")
                .contains("<td>broken</td><td><span class=\"bad\">query</span> scripted: the query failed</td>")
                .contains("href=\"/probe?target=main\"", "href=\"/metrics\"", "href=\"/sd\"", "href=\"/config\"")
                .doesNotContain("<b>", "<script", "http://", "https://");
    }

    @Test
    void beforeTheFirstScrapeTheLandingPageShowsWhetherTheServersAnswered() {
        Scripted refusing = new Scripted(() -> {
            throw new Exception("refused");
        });
        try (Served fresh =
                new Served(1, target("postgres", "main", Scripted.answering()), target("redis", "cache", refusing))) {
            assertThat(fresh.get("/").body()).contains("postgres main <span class=\"mute\">not asked yet</span>");
            fresh.engine.firstContact(Duration.ofSeconds(20));
            while (!fresh.engine.awaited().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(fresh.get("/").body())
                    .contains("postgres main <span class=\"good\">up</span>")
                    .contains("redis cache <span class=\"bad\">down</span>")
                    .contains("Its collectors run when /metrics is scraped");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metricsfoo", "/metrics/", "/favicon.ico", "/-/reload", "/%2e%2e/etc/passwd", "/../x"})
    void anUnknownPathIsNotFound(String path) {
        assertThat(served.get(path).statusCode()).isEqualTo(404);
        assertThat(served.send("POST", path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/metrics", "/probe", "/sd", "/-/healthy", "/-/ready", "/config"})
    void otherMethodsAreRefusedWithTheAllowedOnes(String path) {
        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
            HttpResponse<String> answer = served.send(method, path);
            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/metrics", "/probe?target=main", "/sd", "/-/healthy", "/config", "/nothing"})
    void headHasTheHeadersAndNoBody(String path) throws IOException {
        String head = served.raw("HEAD " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(head).startsWith("HTTP/1.1 " + (path.equals("/nothing") ? "404" : "200"));
        assertThat(head).containsPattern("(?i)content-length: [1-9]").endsWith("\r\n\r\n");
        assertThat(head.split("\r\n\r\n", -1)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GARBAGE\r\n\r\n", "GET\r\n\r\n", "GET /%zz HTTP/1.1\r\n\r\n"})
    void aMalformedRequestIsRefusedAndTheServerGoesOn(String request) throws IOException {
        assertThat(served.raw(request))
                .satisfiesAnyOf(
                        answer -> assertThat(answer).isEmpty(),
                        answer -> assertThat(answer).startsWith("HTTP/1.1 400"));
        assertThat(served.get("/-/healthy").statusCode()).isEqualTo(200);
    }

    @Test
    void aPortInUseIsABindException() {
        HttpSettings taken = new HttpSettings(served.server.address(), 1, Duration.ofSeconds(1), Duration.ZERO, "1");
        Exposition none = new Exposition(Set.of(), "1", "a", new MetricRegistry());
        assertThatThrownBy(() -> MetricsServer.start(taken, new Engine(List.of()), none, () -> "")
                        .close())
                .isInstanceOf(BindException.class);
    }
}
