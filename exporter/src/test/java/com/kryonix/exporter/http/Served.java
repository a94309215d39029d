package com.kryonix.exporter.http;

import com.codahale.metrics.MetricRegistry;
import com.kryonix.exporter.engine.Engine;
import com.kryonix.exporter.engine.Target;
import com.kryonix.exporter.exposition.Exposition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A server on a free port around an engine, and clients of it. */
final class Served implements AutoCloseable {
    final Engine engine;
    final MetricsServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    Served(int concurrentScrapes, Target<?>... targets) {
        this.engine = new Engine(List.of(targets));
        Exposition exposition =
                new Exposition(Set.of("postgres_exporter", "redis_exporter"), "1.2.3-<b>", "abc", new MetricRegistry());
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpSettings settings = new HttpSettings(
                anyPort, concurrentScrapes, Duration.ofSeconds(20), Duration.ofMillis(500), "1.2.3-<b>");
        try {
            this.server = MetricsServer.start(settings, engine, exposition, () -> "targets: []\n");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, headers);
    }

    HttpResponse<String> send(String method, String path, String... headers) {
        return send(method, path, HttpResponse.BodyHandlers.ofString(), headers);
    }

    HttpResponse<byte[]> bytes(String path, String... headers) {
        return send("GET", path, HttpResponse.BodyHandlers.ofByteArray(), headers);
    }

    private <T> HttpResponse<T> send(
            String method, String path, HttpResponse.BodyHandler<T> handler, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), handler);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What comes back, to the end, for what is sent as it is. */
    String raw(String request) throws IOException {
        try (Socket socket = socket()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    Socket socket() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    @Override
    public void close() {
        server.close();
        engine.close();
    }
}
