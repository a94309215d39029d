package com.kryonix.bench.tailing;

import com.kryonix.servers.RealPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The packaged exporter in a process of its own, tailing; scraped only when a figure is wanted. */
final class TailingExporter implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final RealPostgres server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    /** @param folder for its configuration and its log */
    TailingExporter(RealPostgres server, Path repository, Path folder) throws IOException, InterruptedException {
        this.server = server;
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
        Path config = Files.writeString(folder.resolve("kryonix.yml"), """
                postgres:
                  - name: main
                    url: postgresql://postgres@127.0.0.1:%d/postgres
                """.formatted(server.port()));
        this.process = new ProcessBuilder(List.of(
                        repository.resolve("bin/kryonix-exporter").toString(),
                        "serve",
                        "--config",
                        config.toString(),
                        "--listen",
                        "127.0.0.1:" + port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("exporter.log").toFile())
                .start();
        await(
                () -> figure("tail", "kryonix_tail_rows_total{table=\"api_metrics\"") >= 0,
                "the tail is not ready: " + folder);
    }

    /** A question that is asked again until it is answered by yes. */
    @FunctionalInterface
    interface Question {
        boolean ask() throws IOException, InterruptedException, SQLException;
    }

    static void await(Question question, String otherwise) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                if (question.ask()) {
                    return;
                }
            } catch (IOException | SQLException notYet) {
                // It is asked again.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
            if (System.nanoTime() > until) {
                throw new IllegalStateException(otherwise);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    /** The sum over the samples that begin so, of one collector alone; -1 when there is none. */
    double figure(String collector, String beginning) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/metrics?collect%5B%5D=" + collector))
                .build();
        List<Double> values = client.send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(beginning))
                .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .toList();
        return values.isEmpty()
                ? -1
                : values.stream().mapToDouble(Double::doubleValue).sum();
    }

    long pid() {
        return process.pid();
    }

    /** The server's process that the tail is connected to. */
    long backend() throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'kryonix% tail'")) {
            if (!row.next()) {
                throw new SQLException("the tail is not connected");
            }
            return row.getLong(1);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
