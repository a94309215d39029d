package com.kryonix.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class PrometheusConfigTest {
    @Test
    void prometheusAcceptsTheConfigurationAndFindsEveryRuleFile() {
        Tool.Run run = Tool.promtool(Repository.ROOT, "check", "config", "provisioning/prometheus/prometheus.yml");
        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output()).contains(AlertRules.files().size() + " rule files found");
    }

    @Test
    void theExportersJobIsTheOneThatTheRulesExpect() {
        JsonNode config = Repository.yaml(Repository.file("provisioning/prometheus/prometheus.yml"));
        assertThat(config.path("scrape_configs"))
                .anySatisfy(job -> assertThat(job.path("job_name").asText()).isEqualTo("kryonix-exporter"));
        assertThat(AlertRules.alerts())
                .filteredOn(alert -> alert.name().equals("ExporterDown"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.expression()).contains("job=\"kryonix-exporter\""));
    }

    @Test
    void rulesAreEvaluatedAsOftenAsTheirTestsAssume() {
        String interval = Repository.yaml(Repository.file("provisioning/prometheus/prometheus.yml"))
                .path("global")
                .path("evaluation_interval")
                .asText();
        for (AlertRules.Alert alert : AlertRules.alerts()) {
            assertThat(Repository.yaml(alert.tests())
                            .path("evaluation_interval")
                            .asText())
                    .isEqualTo(interval);
        }
    }
}
