package com.kryonix.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.kryonix.collector.Alias;
import com.kryonix.collector.Kind;
import com.kryonix.collector.Metric;
import com.kryonix.exporter.docs.Catalogues;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No rule and no panel asks for what nobody exports. */
class MetricNamesTest {
    /** What Prometheus makes itself, of each scrape and each alert. */
    private static final Set<String> PROMETHEUS = Set.of("up", "scrape_duration_seconds", "ALERTS");

    private static final Set<String> KNOWN = known();

    /** An expression and where it stands. */
    private record Expression(String place, String text) {
        @Override
        public String toString() {
            return place;
        }
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void everyNameIsInACatalogue(Expression expression) {
        Set<String> names = PromqlNames.in(expression.text());
        assertThat(names).as(expression.text()).isNotEmpty();
        assertThat(KNOWN).as(expression.text()).containsAll(names);
    }

    @Test
    void recordingRulesAreNamedByLevelMetricAndOperation() {
        assertThat(AlertRules.records().keySet())
                .isNotEmpty()
                .allMatch(name -> name.matches("[a-z_]+:[a-z0-9_]+:[a-z0-9_]+"));
    }

    @Test
    void noRecordingRuleIsWithoutAUser() {
        Set<String> used = new TreeSet<>();
        expressions().forEach(expression -> used.addAll(PromqlNames.in(expression.text())));
        assertThat(used).containsAll(AlertRules.records().keySet());
    }

    private static Stream<Expression> expressions() {
        Stream<Expression> alerts =
                AlertRules.alerts().stream().map(alert -> new Expression("alert " + alert.name(), alert.expression()));
        Stream<Expression> records = AlertRules.records().entrySet().stream()
                .map(record -> new Expression("record " + record.getKey(), record.getValue()));
        Stream<Expression> panels =
                Repository.files("dashboards/generated", ".json").stream().flatMap(MetricNamesTest::panels);
        return Stream.of(alerts, records, panels).flatMap(all -> all);
    }

    private static Stream<Expression> panels(Path file) {
        JsonNode dashboard = Repository.json(file);
        Stream<Expression> targets = dashboard
                .path("panels")
                .valueStream()
                .flatMap(panel -> panel.path("targets")
                        .valueStream()
                        .map(target -> new Expression(
                                file.getFileName() + " " + panel.path("title").asText() + " "
                                        + target.path("refId").asText(),
                                target.path("expr").asText())));
        Stream<Expression> variables = dashboard
                .at("/templating/list")
                .valueStream()
                .filter(variable -> variable.path("type").asText().equals("query"))
                .map(variable -> new Expression(
                        file.getFileName() + " $" + variable.path("name").asText(),
                        variable.path("definition").asText().replaceFirst("label_values\\((.*), \\w+\\)", "$1")));
        return Stream.concat(targets, variables);
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(PROMETHEUS);
        known.addAll(AlertRules.records().keySet());
        Catalogues.all()
                .forEach(chapter -> chapter.sections()
                        .forEach(section -> section.metrics().forEach(metric -> addNames(known, metric))));
        return known;
    }

    private static void addNames(Set<String> names, Metric metric) {
        if (metric.kind() == Kind.HISTOGRAM || metric.kind() == Kind.GAUGE_HISTOGRAM) {
            Stream.of("_bucket", "_sum", "_count").forEach(suffix -> names.add(metric.name() + suffix));
        } else {
            names.add(metric.name());
            metric.aliases().stream().map(Alias::name).forEach(names::add);
        }
    }
}
