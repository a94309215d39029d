package com.kryonix.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.kryonix.acceptance.AlertRules.Alert;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlertRulesTest {
    private static final Path FOLDER = Repository.file("alert-rules");
    private static final String RUNBOOKS = "https://github.com/kryonix/performance-exporter/blob/main/";

    @Test
    void prometheusAcceptsEveryRule() {
        for (Path file : AlertRules.files()) {
            Tool.Run run = Tool.promtool(
                    FOLDER,
                    "check",
                    "rules",
                    "--lint=all",
                    "--lint-fatal",
                    file.getFileName().toString());
            assertThat(run.exit()).as(run.output()).isZero();
        }
    }

    @Test
    void everyRuleDoesWhatItsTestsSay() {
        for (Path file : AlertRules.files()) {
            Path tests = file.resolveSibling(file.getFileName().toString().replace(".rules.yml", ".test.yml"));
            Tool.Run run =
                    Tool.promtool(FOLDER, "test", "rules", tests.getFileName().toString());
            assertThat(run.exit()).as(run.output()).isZero();
        }
    }

    @Test
    void alertsHaveNamesOfTheirOwn() {
        assertThat(AlertRules.alerts())
                .hasSizeGreaterThanOrEqualTo(8)
                .extracting(Alert::name)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void anAlertCanBeRouted(Alert alert) {
        assertThat(alert.labels().get("severity")).isIn("critical", "warning", "info");
        assertThat(alert.labels().get("area")).isIn("api", "exporter", "postgres", "redis");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void anAlertSaysWhatHappenedAndLinksToItsRunbook(Alert alert) {
        assertThat(alert.annotations()).containsKeys("summary", "description", "dashboard_url");
        assertThat(alert.annotations().get("dashboard_url")).contains("/d/kryonix-overview");
        String runbook = alert.annotations().getOrDefault("runbook_url", "");
        assertThat(runbook).isEqualTo(RUNBOOKS + "docs/runbooks/" + alert.name() + ".md");
        String text = Repository.text(Repository.file(runbook.substring(RUNBOOKS.length())));
        assertThat(text)
                .startsWith("# " + alert.name() + "\n")
                .contains("## First look", "## Silence", "amtool silence add");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void anAlertIsTestedFiringAndSilent(Alert alert) {
        List<Boolean> firing = new ArrayList<>();
        for (JsonNode test : Repository.yaml(alert.tests()).path("tests")) {
            for (JsonNode expected : test.path("alert_rule_test")) {
                if (expected.path("alertname").asText().equals(alert.name())) {
                    firing.add(!expected.path("exp_alerts").isEmpty());
                }
            }
        }
        assertThat(firing).contains(true, false);
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void whatIsNotRepeatedWithinTheHourKeepsFiringForIt(Alert alert) {
        JsonNode rule = ruleOf(alert);
        boolean hourly = "1h".equals(alert.labels().get("dedup"));
        assertThat(rule.path("keep_firing_for").asText()).isEqualTo(hourly ? "55m" : "");
        assertThat(alert.labels().containsKey("symptom")).isEqualTo(hourly);
    }

    @Test
    void everyRunbookBelongsToAnAlert() {
        List<String> names = AlertRules.alerts().stream().map(Alert::name).toList();
        assertThat(Repository.files("docs/runbooks", ".md"))
                .extracting(file -> file.getFileName().toString().replace(".md", ""))
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void panelsThatARunbookNamesAreOnTheOverview() {
        String overview = Repository.text(Repository.file("dashboards/generated/overview.json"));
        Set<String> named = new TreeSet<>();
        for (Path runbook : Repository.files("docs/runbooks", ".md")) {
            named.addAll(Texts.matches(
                    "(?<=watch \")[^\"]+|(?<=\")[^\"]+(?=\" on the dashboard)", Repository.text(runbook)));
        }
        assertThat(named)
                .isNotEmpty()
                .allMatch(title -> overview.contains("\"title\" : \"" + title), "is the beginning of a panel's title");
    }

    private static Stream<Alert> alerts() {
        return AlertRules.alerts().stream();
    }

    private static JsonNode ruleOf(Alert alert) {
        for (JsonNode group : Repository.yaml(alert.file()).path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                if (rule.path("alert").asText().equals(alert.name())) {
                    return rule;
                }
            }
        }
        throw new AssertionError("no rule " + alert);
    }
}
