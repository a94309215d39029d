package com.kryonix.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    private static final Pattern REQUESTS = Pattern.compile("(?m)^api_requests_total\\{.*} (\\S+)$");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Test
    void sigtermWritesTheCheckpointAndTheNextStartGoesOnFromIt(@TempDir Path folder) throws Exception {
        try (RealPostgres postgres = RealPostgres.of(17).start()) {
            Path file = Files.writeString(
                    folder.resolve("kryonix.yml"),
                    "postgres:\n  - name: main\n    host: 127.0.0.1\n    port: " + postgres.port()
                            + "\n    events:\n      interval: 200ms\n"
                            + "      checkpoint_interval: 1h\n      start: beginning\n");
            assertThat(Main.commandLine().execute("schema", "apply", "--config", file.toString()))
                    .isZero();
            String row = "INSERT INTO performance.api_metrics (endpoint, method, response_time, status_code)"
                    + " VALUES ('/orders', 'GET', 12, 200)";
            postgres.execute(row);
            // The first is in the checkpoint with which counting begins; the second in none but that of the stop.
            serve(folder, file, () -> postgres.execute(row));
            postgres.execute("TRUNCATE performance.api_metrics");
            serve(folder, file, () -> {});
        }
    }

    /** Serves until two rows are counted: one before {@code meanwhile} and another by it, or both from the start. */
    private static void serve(Path folder, Path file, Runnable meanwhile) throws Exception {
        try (ExporterProcess exporter = ExporterProcess.start(
                folder, Map.of(), "serve", "--config", file.toString(), "--listen", "127.0.0.1:0")) {
            Matcher page =
                    PAGE.matcher(exporter.awaitErrors(text -> PAGE.matcher(text).find()));
            assertThat(page.find()).isTrue();
            URI uri = URI.create(page.group(1));
            exporter.awaitErrors(text -> counted(uri) > 0);
            meanwhile.run();
            exporter.awaitErrors(text -> counted(uri) == 2);
            exporter.terminate();
            assertThat(exporter.exitCode()).isZero();
        }
    }

    private static double counted(URI uri) {
        try {
            String page = CLIENT.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            Matcher requests = REQUESTS.matcher(page);
            return requests.find() ? Double.parseDouble(requests.group(1)) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
