package com.kryonix.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.EventsCatalogue;
import com.kryonix.servers.RealPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process, when its PostgreSQL takes connections and says nothing. */
class HungPostgresTest {
    private static final Pattern PAGE = Pattern.compile("listening on (http://\\S+/metrics)");

    private final RealPostgres postgres = RealPostgres.of(17);
    private final RealPostgres other = RealPostgres.of(17);
    private final Path folder;

    HungPostgresTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void start() {
        postgres.start();
    }

    @AfterEach
    void end() {
        postgres.close();
        other.close();
    }

    private String config() throws Exception {
        return Files.writeString(
                        folder.resolve("kryonix.yml"),
                        "http:\n  max_concurrent: 1\npostgres:\n  - name: main\n    host: 127.0.0.1\n    port: "
                                + postgres.port() + "\n    events:\n      enabled: true\n      interval: 200ms\n")
                .toString();
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void sigtermEndsItInTimeWithAScrapeInFlightAndFoldsThatWait() throws Exception {
        try (ExporterProcess exporter =
                ExporterProcess.start(folder, Map.of(), "serve", "--config", config(), "--listen", "127.0.0.1:0")) {
            Matcher page =
                    PAGE.matcher(exporter.awaitErrors(text -> PAGE.matcher(text).find()));
            assertThat(page.find()).isTrue();
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest.Builder scrape = HttpRequest.newBuilder(URI.create(page.group(1)));
            assertThat(client.send(scrape.build(), BodyHandlers.ofString()).body())
                    .contains("pg_up 1.0");
            // As asked for with enabled: true, and with auto only skipped.
            exporter.awaitErrors(text -> {
                try {
                    client.send(scrape.build(), BodyHandlers.discarding());
                } catch (java.io.IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return text.contains("level=warn")
                        && text.contains("table performance.api_metrics is missing: run kryonix-exporter schema apply");
            });

            postgres.pause();
            HttpRequest patient = scrape.copy()
                    .header("X-Prometheus-Scrape-Timeout-Seconds", "60")
                    .build();
            HttpRequest brief = scrape.copy()
                    .header("X-Prometheus-Scrape-Timeout-Seconds", "0.2")
                    .build();
            CompletableFuture<?> inFlight = client.sendAsync(patient, BodyHandlers.discarding());
            // Turned away: there is another one in flight. The patient one gives up, too, and is then asked again.
            while (client.send(brief, BodyHandlers.discarding()).statusCode() != 503) {
                if (inFlight.isDone()) {
                    inFlight = client.sendAsync(patient, BodyHandlers.discarding());
                }
            }
            long asked = System.nanoTime();
            exporter.terminate();
            assertThat(exporter.exitCode()).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(8));
            assertThat(exporter.errors()).contains("msg=stopped").doesNotContain("Exception", "\tat ");
            inFlight.cancel(true);
        }
    }

    /** Each is given up after three seconds: one after the other they would take longer than a stop may. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void sigtermEndsItInTimeWithTwoServersWhoseFoldsWait() throws Exception {
        other.start();
        String config = Files.writeString(
                        folder.resolve("two.yml"),
                        "postgres:\n" + target("one", postgres.port()) + target("two", other.port()))
                .toString();
        for (RealPostgres server : List.of(postgres, other)) {
            assertThat(ExporterProcess.start(
                                    folder,
                                    Map.of(),
                                    "schema",
                                    "apply",
                                    "--config",
                                    config,
                                    "--target",
                                    server == postgres ? "one" : "two")
                            .exitCode())
                    .isZero();
        }
        try (ExporterProcess exporter =
                ExporterProcess.start(folder, Map.of(), "serve", "--config", config, "--listen", "127.0.0.1:0")) {
            exporter.awaitErrors(text -> PAGE.matcher(text).find());
            for (RealPostgres server : List.of(postgres, other)) {
                exporter.awaitErrors(
                        text -> checkpoints(server) == EventsCatalogue.tables().size());
                server.pause();
            }
            long asked = System.nanoTime();
            exporter.terminate();
            assertThat(exporter.exitCode()).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(8));
            assertThat(exporter.errors())
                    .contains("msg=stopped\n")
                    .doesNotContain("without waiting any longer", "Exception", "\tat ");
        }
    }

    private static String target(String name, int port) {
        return "  - name: " + name + "\n    host: 127.0.0.1\n    port: " + port
                + "\n    events:\n      enabled: true\n      interval: 200ms\n";
    }

    private static long checkpoints(RealPostgres server) {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM performance.exporter_checkpoint")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void schemaApplyGivesUpWithOneLine() throws Exception {
        String config = config();
        postgres.pause();
        ExporterProcess schema = ExporterProcess.start(folder, Map.of(), "schema", "apply", "--config", config);
        assertThat(schema.exitCode()).isEqualTo(1);
        assertThat(schema.errors())
                .hasLineCount(1)
                .startsWith("kryonix-exporter: ")
                .doesNotContain("Exception");
        assertThat(schema.output()).isEmpty();
    }
}
