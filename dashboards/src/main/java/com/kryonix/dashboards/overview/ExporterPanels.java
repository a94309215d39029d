package com.kryonix.dashboards.overview;

import static com.kryonix.dashboards.promql.Window.PERIOD_AT_END;

import com.kryonix.collector.Metric;
import com.kryonix.dashboards.DisplayUnit;
import com.kryonix.dashboards.Limit;
import com.kryonix.dashboards.Panel.Chart;
import com.kryonix.dashboards.Panel.State;
import com.kryonix.dashboards.Query;
import com.kryonix.dashboards.Signal;
import com.kryonix.dashboards.promql.Expression;
import com.kryonix.dashboards.promql.Series;
import com.kryonix.events.TailCollector;
import com.kryonix.exporter.exposition.ExporterMetrics;
import java.util.List;

/** What is up, what fires, and whether the numbers on this page are whole and fresh. */
final class ExporterPanels {
    /** What Prometheus adds to each target by itself. */
    static final Metric UP = Metric.gauge("up", "Whether the scrape succeeded; made by Prometheus itself.");

    static final Metric SCRAPE =
            Metric.gauge("scrape_duration_seconds", "How long the scrape took; made by Prometheus itself.");

    private ExporterPanels() {}

    static State up() {
        return new State(
                Signal.of(
                        "Up",
                        "Whether Prometheus reaches the exporter, and the exporter its servers. Of several, the worst. An"
                                + " exporter that Prometheus does not know is down.",
                        DisplayUnit.COUNT,
                        Query.of("Exporter", Chosen.series(UP).now().minBy().orZero()),
                        Query.of(
                                "PostgreSQL",
                                Chosen.series(ExporterMetrics.PG_UP).now().minBy()),
                        Query.of(
                                "Redis",
                                Chosen.series(ExporterMetrics.REDIS_UP).now().minBy())),
                List.of(Limit.always("red"), new Limit(1, "green")),
                true);
    }

    static State alerts() {
        return new State(
                Signal.of(
                        "Firing alerts",
                        "How many alerts of these exporters' jobs fire now, of any severity. Each has a runbook.",
                        DisplayUnit.COUNT,
                        Query.of(
                                "firing",
                                Expression.verbatim("ALERTS{alertstate=\"firing\",job=~\"$job\"}")
                                        .count()
                                        .orZero())),
                List.of(Limit.always("green"), new Limit(1, "red")),
                false);
    }

    static Chart lag() {
        return Chart.of(Signal.of(
                "Age of the event counters",
                "Time since the last fold of each event table. Above five minutes an alert fires; no row is lost, only late.",
                DisplayUnit.of(TailCollector.LAG),
                Query.of("{{table}}", Chosen.series(TailCollector.LAG).now().maxBy("table"))));
    }

    static Chart scrapes() {
        Series duration = Chosen.series(ExporterMetrics.DURATION);
        return Chart.of(Signal.of(
                "Scrape duration",
                "How long a scrape takes as Prometheus sees it, and the three collectors with the slowest runs. The exporter gives up half a second"
                        + " before scrape_timeout.",
                DisplayUnit.of(SCRAPE),
                Query.of("whole scrape", Chosen.series(SCRAPE).now().maxBy()).coloured("text"),
                Query.of(
                        "{{source}}/{{collector}}",
                        duration.now()
                                .maxBy("source", "collector")
                                .among(
                                        duration.greatest(PERIOD_AT_END)
                                                .maxBy("source", "collector")
                                                .top(3),
                                        "source",
                                        "collector"))));
    }

    static Chart failures() {
        Expression success = Chosen.series(ExporterMetrics.SUCCESS).now();
        return Chart.of(Signal.of(
                "Failing collectors",
                "Collectors whose last run failed, by source. Their series have gaps; the exporter's log says why, once.",
                DisplayUnit.COUNT,
                Query.of("{{source}}", success.equalTo(0).countBy("source").orZeroFor(success.countBy("source")))));
    }
}
