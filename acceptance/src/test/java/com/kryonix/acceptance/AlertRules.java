package com.kryonix.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules in {@code alert-rules/*.rules.yml}. */
final class AlertRules {
    private AlertRules() {}

    /** A rule that alerts, with the file it stands in. */
    record Alert(
            Path file, String name, String expression, Map<String, String> labels, Map<String, String> annotations) {
        @Override
        public String toString() {
            return name;
        }

        /** Its tests stand beside it. */
        Path tests() {
            return file.resolveSibling(file.getFileName().toString().replace(".rules.yml", ".test.yml"));
        }
    }

    static List<Path> files() {
        return Repository.files("alert-rules", ".rules.yml");
    }

    static List<Alert> alerts() {
        List<Alert> alerts = new ArrayList<>();
        for (Path file : files()) {
            for (JsonNode rule : rules(file)) {
                if (rule.has("alert")) {
                    alerts.add(new Alert(
                            file,
                            rule.get("alert").asText(),
                            rule.get("expr").asText(),
                            map(rule.path("labels")),
                            map(rule.path("annotations"))));
                }
            }
        }
        return alerts;
    }

    /** Names of recording rules, with their expressions. */
    static Map<String, String> records() {
        Map<String, String> records = new LinkedHashMap<>();
        for (Path file : files()) {
            for (JsonNode rule : rules(file)) {
                if (rule.has("record")) {
                    records.put(rule.get("record").asText(), rule.get("expr").asText());
                }
            }
        }
        return records;
    }

    private static List<JsonNode> rules(Path file) {
        List<JsonNode> rules = new ArrayList<>();
        Repository.yaml(file)
                .path("groups")
                .forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }

    private static Map<String, String> map(JsonNode node) {
        Map<String, String> map = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }
}
