package com.kryonix.demo.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.kryonix.demo.traffic.Traffic;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code POST /traffic/pause}, {@code POST /traffic/resume}, {@code GET /traffic}; {@code POST /alerts} (Alertmanager's
 * webhook), {@code GET /alerts}. On loopback only: whoever is on this machine may use it.
 */
public final class ControlServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final ObjectMapper json = new ObjectMapper();
    private final Traffic traffic;
    private final ReceivedAlerts alerts;

    public ControlServer(int port, Traffic traffic, ReceivedAlerts alerts) throws IOException {
        this.traffic = traffic;
        this.alerts = alerts;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            // Alertmanager's receivers post to /alerts/critical and so on.
            String asked = exchange.getRequestMethod() + " " + (path.startsWith("/alerts/") ? "/alerts" : path);
            switch (asked) {
                case "POST /traffic/pause" -> pause(exchange);
                case "POST /traffic/resume" -> {
                    traffic.resume();
                    answer(exchange, 200, state());
                }
                case "GET /traffic" -> answer(exchange, 200, state());
                case "POST /alerts" -> receive(exchange);
                case "GET /alerts" -> answer(exchange, 200, alerts.all());
                default ->
                    answer(
                            exchange,
                            404,
                            Map.of(
                                    "error",
                                    "not " + asked,
                                    "try",
                                    List.of(
                                            "GET /traffic",
                                            "POST /traffic/pause",
                                            "POST /traffic/resume",
                                            "GET /alerts",
                                            "POST /alerts")));
            }
        }
    }

    private void pause(HttpExchange exchange) throws IOException {
        try {
            traffic.pause();
            answer(exchange, 200, state());
        } catch (SQLException e) {
            answer(exchange, 503, Map.of("error", String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer(exchange, 503, Map.of("error", "interrupted"));
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        try {
            alerts.receive(exchange.getRequestBody());
            answer(exchange, 200, Map.of("received", true));
        } catch (IllegalArgumentException e) {
            answer(exchange, 400, Map.of("error", String.valueOf(e.getMessage())));
        }
    }

    private Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("state", traffic.isPaused() ? "paused" : "running");
        state.put("requests", traffic.served());
        state.put("written", traffic.written());
        return state;
    }

    private void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = json.writerWithDefaultPrettyPrinter().writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
