package com.kryonix.demo.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What Alertmanager told, newest last. Source: Alertmanager's webhook, version 4. */
public final class ReceivedAlerts {
    private static final int KEPT = 1000;

    /** One alert of one notification. */
    public record Alert(String status, String name, Map<String, String> labels, String summary) {}

    private final ObjectMapper json = new ObjectMapper();
    private final Deque<Alert> alerts = new ArrayDeque<>();
    private final Consumer<String> lines;

    /** @param lines takes one line for each alert */
    public ReceivedAlerts(Consumer<String> lines) {
        this.lines = lines;
    }

    /** @throws IllegalArgumentException when the body is no notification */
    void receive(InputStream body) throws IOException {
        JsonNode notification;
        try {
            notification = json.readTree(body);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON", e);
        }
        if (!notification.path("alerts").isArray()) {
            throw new IllegalArgumentException("no notification of Alertmanager: the array \"alerts\" is missing");
        }
        for (JsonNode sent : notification.path("alerts")) {
            Map<String, String> labels = json.convertValue(
                    sent.path("labels"), json.getTypeFactory().constructMapType(Map.class, String.class, String.class));
            add(new Alert(
                    sent.path("status").asText(),
                    sent.path("labels").path("alertname").asText(),
                    labels == null ? Map.of() : Map.copyOf(labels),
                    sent.path("annotations").path("summary").asText()));
        }
    }

    private void add(Alert alert) {
        synchronized (alerts) {
            alerts.addLast(alert);
            if (alerts.size() > KEPT) {
                alerts.removeFirst();
            }
        }
        lines.accept("alert " + alert.status + ": " + alert.name + " ("
                + alert.labels.getOrDefault("severity", "no severity") + ") " + alert.summary);
    }

    List<Alert> all() {
        synchronized (alerts) {
            return List.copyOf(alerts);
        }
    }
}
