package com.kryonix.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GrafanaProvisioningTest {
    private static final JsonNode SOURCES = Repository.yaml(
                    Repository.file("provisioning/grafana/datasources/prometheus.yml"))
            .path("datasources");

    @Test
    void theDashboardsBeginWithTheProvisionedPrometheus() {
        JsonNode prometheus = SOURCES.path(0);
        for (Path file : Repository.files("dashboards/generated", ".json")) {
            assertThat(Repository.json(file)
                            .at("/templating/list/0/current/value")
                            .asText())
                    .isEqualTo(prometheus.path("uid").asText());
        }
        assertThat(prometheus.at("/jsonData/alertmanagerUid").asText())
                .isEqualTo(SOURCES.path(1).path("uid").asText());
    }

    @Test
    void grafanaKnowsHowOftenPrometheusScrapes() {
        JsonNode prometheus = Repository.yaml(Repository.file("provisioning/prometheus/prometheus.yml"));
        assertThat(SOURCES.path(0).at("/jsonData/timeInterval").asText())
                .isEqualTo(prometheus.at("/global/scrape_interval").asText());
    }

    @Test
    void itReadsTheGeneratedDashboards() {
        JsonNode provider = Repository.yaml(Repository.file("provisioning/grafana/dashboards/kryonix.yml"))
                .at("/providers/0");
        assertThat(provider.path("type").asText()).isEqualTo("file");
        String path = provider.at("/options/path").asText();
        assertThat(Repository.file(path.replaceFirst("^/kryonix/", ""))).isDirectory();
    }
}
