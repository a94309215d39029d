package com.kryonix.exporter.http;

import static com.kryonix.exporter.engine.Scripted.collector;
import static com.kryonix.exporter.engine.Scripted.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kryonix.collector.Metric;
import com.kryonix.collector.Reading;
import com.kryonix.collector.Sample;
import com.kryonix.exporter.engine.Scripted;
import com.kryonix.exporter.engine.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that hang, clients that are slow, more scrapes than there is room for, and a stop in the midst of it. */
class OverloadTest {
    private static final Metric ROWS = Metric.gauge("pg_demo_rows", "Rows", "table");

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    private Target<Scripted> hanging() {
        return target("postgres", "main", Scripted.answering(), collector("slow", ROWS, () -> {
            begun.countDown();
            release.await();
            return Reading.of(Sample.of(ROWS, 1, "t"));
        }));
    }

    private CompletableFuture<HttpResponse<String>> scrape(Served served) throws InterruptedException {
        CompletableFuture<HttpResponse<String>> page = CompletableFuture.supplyAsync(() -> served.get("/metrics"));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        return page;
    }

    @Test
    void healthIsAnsweredWhileAScrapeHangsAndScrapesBeyondTheLimitAreTurnedAway() throws Exception {
        try (Served served = new Served(1, hanging())) {
            CompletableFuture<HttpResponse<String>> page = scrape(served);

            assertThat(served.get("/-/healthy").body()).isEqualTo("healthy\n");
            HttpResponse<String> refused = served.get("/metrics");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).isEqualTo("already answering 1 scrapes, the most at a time; try again\n");
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");

            release.countDown();
            assertThat(page.get(20, TimeUnit.SECONDS).body().lines()).contains("pg_demo_rows{table=\"t\",} 1.0");
            assertThat(served.get("/metrics").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void thePrometheusTimeoutIsHeeded() {
        try (Served served = new Served(1, hanging())) {
            HttpResponse<String> page = served.get("/metrics", Budget.HEADER, "0.8");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body().lines())
                    .contains(
                            "pg_up 0.0",
                            "kryonix_exporter_collector_outcome{source=\"postgres\",collector=\"slow\",outcome=\"timeout\",} 1.0");
            release.countDown();
        }
    }

    @Test
    void itIsNotReadyBeforeEveryServerWasAsked() {
        try (Served served = new Served(1, hanging())) {
            HttpResponse<String> answer = served.get("/-/ready");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).isEqualTo("waiting for a first answer of postgres main\n");
        }
    }

    @Test
    void clientsThatDoNotReadTheirPageKeepNobodyWaiting() throws IOException {
        String wide = "x".repeat(1000);
        List<Sample> rows = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            rows.add(Sample.of(ROWS, i, wide + i));
        }
        Reading large = Reading.of(rows);
        List<Socket> idle = new ArrayList<>();
        try (Served served = new Served(
                1, target("postgres", "main", Scripted.answering(), collector("large", ROWS, () -> large)))) {
            for (int i = 0; i < 3; i++) {
                Socket socket = served.socket();
                idle.add(socket);
                socket.getOutputStream()
                        .write("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            assertThat(served.get("/-/healthy").statusCode()).isEqualTo(200);
            assertThat(served.get("/probe?target=main").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void clientsThatNeverEndTheirRequestKeepNobodyWaiting() throws IOException {
        List<Socket> idle = new ArrayList<>();
        try (Served served = new Served(1, hanging())) {
            for (int i = 0; i < 50; i++) {
                Socket socket = served.socket();
                idle.add(socket);
                socket.getOutputStream().write("GET /metrics HTTP/1.1\r\nHost:".getBytes(StandardCharsets.US_ASCII));
            }
            // None of them is given up: all are still being read.
            assertThat(served.get("/-/healthy").statusCode()).isEqualTo(200);
            assertThat(idle).allSatisfy(socket -> {
                socket.setSoTimeout(1);
                assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            });
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /", "GET / HTTP/1.1\r\nX: "})
    void aRequestWithoutEndIsCutOffBeforeItFillsTheMemory(String beginning) throws IOException {
        try (Served served = new Served(1, hanging());
                Socket socket = served.socket()) {
            OutputStream out = socket.getOutputStream();
            out.write(beginning.getBytes(StandardCharsets.US_ASCII));
            byte[] piece = "a".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
            assertThatThrownBy(() -> {
                        for (int sent = 0; sent < 1000; sent++) {
                            out.write(piece);
                        }
                    })
                    .isInstanceOf(SocketException.class);
            assertThat(served.get("/-/healthy").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aStopLetsTheScrapeThatRunsEnd() throws Exception {
        Served served = new Served(1, hanging());
        CompletableFuture<HttpResponse<String>> page = scrape(served);
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(served::close);
        HttpResponse<String> refused = served.get("/-/healthy");
        while (refused.statusCode() == 200) {
            refused = served.get("/-/healthy");
        }
        assertThat(refused.body()).isEqualTo("shutting down\n");

        release.countDown();
        assertThat(page.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        stopped.get(20, TimeUnit.SECONDS);
    }
}
