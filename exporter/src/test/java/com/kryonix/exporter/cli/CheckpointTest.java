package com.kryonix.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts outlive the process. */
class CheckpointTest {
    private static final Pattern PAGE = Pattern.compile("listening on (http://\\S+/metrics)");
    private static final Pattern COUNTED = Pattern.compile("(?m)^api_requests_total\\{.*} 2\\.0$");

    @Test
    void sigtermWritesTheCheckpointAndTheNextStartGoesOnFromIt(@TempDir Path folder) throws Exception {
        try (RealPostgres postgres = RealPostgres.of(17).start()) {
            Path file = Files.writeString(
                    folder.resolve("kryonix.yml"),
                    "postgres:\n  - name: main\n    host: 127.0.0.1\n    port: " + postgres.port()
                            + "\n    events:\n      interval: 200ms\n      start: beginning\n");
            assertThat(Main.commandLine().execute("schema", "apply", "--config", file.toString()))
                    .isZero();
            String row = "INSERT INTO performance.api_metrics (endpoint, method, response_time, status_code)"
                    + " VALUES ('/orders', 'GET', 12, 200)";
            postgres.execute(row, row);
            serveUntilBothRowsAreCounted(folder, file);
            postgres.execute("TRUNCATE performance.api_metrics");
            serveUntilBothRowsAreCounted(folder, file);
        }
    }

    private static void serveUntilBothRowsAreCounted(Path folder, Path file) throws Exception {
        try (ExporterProcess exporter = ExporterProcess.start(
                folder, Map.of(), "serve", "--config", file.toString(), "--listen", "127.0.0.1:0")) {
            Matcher page =
                    PAGE.matcher(exporter.awaitErrors(text -> PAGE.matcher(text).find()));
            assertThat(page.find()).isTrue();
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(page.group(1))).build();
            HttpClient client = HttpClient.newHttpClient();
            exporter.awaitErrors(text -> {
                try {
                    String body = client.send(request, HttpResponse.BodyHandlers.ofString())
                            .body();
                    return COUNTED.matcher(body).find();
                } catch (java.io.IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            exporter.terminate();
            assertThat(exporter.exitCode()).isZero();
        }
    }
}
