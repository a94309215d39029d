package com.kryonix.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An alert's whole way, at its real pace: rows, counters, rules, Alertmanager, webhook, and back to calm. */
@Tag("incident")
@Execution(ExecutionMode.CONCURRENT)
class IncidentTest {
    private static final Duration TO_FIRE = Duration.ofMinutes(8);
    private static final Duration TO_RESOLVE = Duration.ofMinutes(15);
    private static final Web WEB = new Web();

    @ParameterizedTest
    @CsvSource({
        "error-burst, ApiErrorRateOver20Percent, /api/v1/payments",
        "slow-endpoint, ApiResponseOver10s, /api/v1/reports/sales"
    })
    void itsAlertReachesTheWebhookAndResolves(String incident, String alert, String endpoint, @TempDir Path folder)
            throws Exception {
        try (RunningDemo demo = RunningDemo.start(folder, "--incident", incident)) {
            awaitArrival(demo, TO_FIRE, "firing", alert, endpoint);
            awaitArrival(demo, TO_RESOLVE, "resolved", alert, endpoint);
            assertThat(demo.said()).contains("alert firing: " + alert).contains("alert resolved: " + alert);
        }
    }

    private static void awaitArrival(
            RunningDemo demo, Duration patience, String status, String alert, String endpoint) {
        Polling.until(
                patience,
                () -> StreamSupport.stream(
                                WEB.json(demo.controlUrl() + "/alerts").spliterator(), false)
                        .anyMatch(arrived -> arrived.path("status").asText().equals(status)
                                && arrived.path("name").asText().equals(alert)
                                && endpointOf(arrived).equals(endpoint)),
                () -> alert + " of " + endpoint + " is not " + status + "; it said: " + demo);
    }

    private static String endpointOf(JsonNode alert) {
        return alert.path("labels").path("endpoint").asText();
    }
}
