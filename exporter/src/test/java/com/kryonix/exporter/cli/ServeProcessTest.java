package com.kryonix.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealRedis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process as an operator meets it. */
class ServeProcessTest {
    private static final Pattern PAGE = Pattern.compile("listening on (http://\\S+/metrics)");

    private final Path folder;

    ServeProcessTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void sigtermEndsItWithExitCode0WithinFiveSecondsAndSaysSo() throws Exception {
        try (RealRedis redis = RealRedis.embedded().start();
                ExporterProcess exporter = ExporterProcess.start(
                        folder, Map.of("KRYONIX_REDIS_URL", redis.url()), "serve", "--listen", "127.0.0.1:0")) {
            String log = exporter.awaitErrors(text -> PAGE.matcher(text).find());
            assertThat(get(log)).contains("redis_up 1.0");
            long asked = System.nanoTime();
            exporter.terminate();
            assertThat(exporter.exitCode()).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));
            assertThat(exporter.errors()).contains("msg=stopped").doesNotContain("Exception", "\tat ");
        }
    }

    @Test
    void serversThatAreDownDoNotKeepItFromStartingAndNoSecretIsSaid() throws Exception {
        String postgres = "postgresql://monitor:hunter2@127.0.0.1:" + freePort() + "/shop";
        String redis = "redis://:hunter2@127.0.0.1:" + freePort();
        try (ExporterProcess exporter = ExporterProcess.start(
                folder,
                Map.of("KRYONIX_POSTGRES_URL", postgres, "KRYONIX_REDIS_URL", redis),
                "serve",
                "--listen",
                "127.0.0.1:0")) {
            String log = exporter.awaitErrors(text -> PAGE.matcher(text).find());
            assertThat(get(log)).contains("pg_up 0.0", "redis_up 0.0").doesNotContain("hunter2");
            exporter.terminate();
            assertThat(exporter.exitCode()).isZero();
            assertThat(exporter.errors()).doesNotContain("hunter2", "\tat ");
        }
    }

    @Test
    void aPortInUseIsOneLineAndExitCode2() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            ExporterProcess exporter = ExporterProcess.start(
                    folder, Map.of("KRYONIX_REDIS_URL", "redis://127.0.0.1:1"), "serve", "--listen", address);
            assertThat(exporter.exitCode()).isEqualTo(2);
            assertThat(exporter.errors())
                    .isEqualToIgnoringNewLines("kryonix-exporter: cannot listen on " + address
                            + ": Address already in use; stop what listens there, or choose another address with --listen"
                            + " or http.listen");
        }
    }

    @Test
    void nothingConfiguredIsOneLineAndExitCode2() throws Exception {
        ExporterProcess exporter = ExporterProcess.start(folder, Map.of(), "serve");
        assertThat(exporter.exitCode()).isEqualTo(2);
        assertThat(exporter.errors())
                .startsWith("kryonix-exporter: no configuration; name a file with --config or KRYONIX_CONFIG")
                .hasLineCount(1);
    }

    private static String get(String log) throws IOException, InterruptedException {
        Matcher page = PAGE.matcher(log);
        assertThat(page.find()).isTrue();
        HttpRequest request = HttpRequest.newBuilder(URI.create(page.group(1))).build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
