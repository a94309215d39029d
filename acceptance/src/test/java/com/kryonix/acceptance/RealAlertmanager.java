package com.kryonix.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Alertmanager with the shipped configuration, on a free port, without peers. */
final class RealAlertmanager implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path folder;
    private final Process process;
    private final URI api;

    RealAlertmanager() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        folder = Files.createTempDirectory("kryonix-alertmanager-");
        api = URI.create("http://127.0.0.1:" + port);
        try {
            process = new ProcessBuilder(
                            "prometheus-alertmanager",
                            "--config.file=" + Repository.file("provisioning/alertmanager/alertmanager.yml"),
                            "--storage.path=" + folder.resolve("data"),
                            "--web.listen-address=127.0.0.1:" + port,
                            "--cluster.listen-address=")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "prometheus-alertmanager is not installed; bin/install-tools (which bin/test calls) installs it",
                    e);
        }
        Polling.until(
                PATIENCE, this::ready, () -> "Alertmanager is not ready: " + Repository.text(folder.resolve("log")));
    }

    /** These alerts fire from now on. */
    void fire(Iterable<Map<String, String>> alerts) throws Exception {
        ArrayNode body = JSON.createArrayNode();
        for (Map<String, String> labels : alerts) {
            body.addObject().put("startsAt", Instant.now().toString()).set("labels", JSON.valueToTree(labels));
        }
        HttpRequest request = HttpRequest.newBuilder(api.resolve("/api/v2/alerts"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        int status = client.send(request, BodyHandlers.ofString()).statusCode();
        if (status != 200) {
            throw new AssertionError("Alertmanager answered " + status);
        }
    }

    /** Waits until so many alerts are known and these are the ones that another one mutes; returns what it last saw. */
    Set<String> muted(int known, Set<String> expected) {
        Set<String> seen = new TreeSet<>();
        Polling.during(PATIENCE, () -> {
            seen.clear();
            JsonNode alerts = get("/api/v2/alerts");
            for (JsonNode alert : alerts) {
                if (!alert.path("status").path("inhibitedBy").isEmpty()) {
                    JsonNode labels = alert.path("labels");
                    seen.add(labels.path("alertname").asText() + " "
                            + labels.path("endpoint")
                                    .asText(labels.path("collector").asText()));
                }
            }
            return alerts.size() == known && seen.equals(expected);
        });
        return seen;
    }

    private boolean ready() {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(api.resolve("/-/ready")).build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonNode get(String path) {
        try {
            return JSON.readTree(
                    client.send(HttpRequest.newBuilder(api.resolve(path)).build(), BodyHandlers.ofString())
                            .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
