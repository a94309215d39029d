package com.kryonix.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.kryonix.acceptance.AlertRules.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AlertmanagerConfigTest {
    private static final String CONFIG = "provisioning/alertmanager/alertmanager.yml";

    @Test
    void alertmanagerAcceptsTheConfiguration() {
        Tool.Run run = Tool.amtool(Repository.ROOT, "check-config", CONFIG);
        assertThat(run.exit()).as(run.output()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "severity=critical, critical",
        "severity=warning, warning",
        "severity=info, info",
        "severity=critical dedup=1h, critical",
        "severity=warning dedup=1h, warning",
        "area=api, warning"
    })
    void theSeverityDecidesWhoIsTold(String labels, String receiver) {
        assertThat(receiverOf(List.of(labels.split(" ")))).isEqualTo(receiver);
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void everyAlertReachesTheReceiverOfItsSeverity(Alert alert) {
        List<String> labels = new ArrayList<>();
        alert.labels().forEach((name, value) -> labels.add(name + "=" + value));
        labels.add("alertname=" + alert.name());
        assertThat(receiverOf(labels)).isEqualTo(alert.labels().get("severity"));
    }

    @Test
    void whatIsMarkedSoIsRepeatedOnceAnHourForEachEndpoint() {
        JsonNode route = Repository.yaml(Repository.file(CONFIG))
                .path("route")
                .path("routes")
                .path(0);
        assertThat(route.path("matchers").path(0).asText()).isEqualTo("dedup=\"1h\"");
        assertThat(route.path("repeat_interval").asText()).isEqualTo("1h");
        assertThat(route.path("group_by")).extracting(JsonNode::asText).contains("alertname", "job", "endpoint");
    }

    private static String receiverOf(List<String> labels) {
        List<String> arguments = new ArrayList<>(List.of("config", "routes", "test", "--config.file=" + CONFIG));
        arguments.addAll(labels);
        Tool.Run run = Tool.amtool(Repository.ROOT, arguments.toArray(String[]::new));
        assertThat(run.exit()).as(run.output()).isZero();
        return run.output().lines().reduce((first, last) -> last).orElse("");
    }

    private static Stream<Alert> alerts() {
        return AlertRules.alerts().stream();
    }
}
