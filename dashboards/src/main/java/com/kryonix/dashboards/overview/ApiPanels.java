package com.kryonix.dashboards.overview;

import static com.kryonix.dashboards.overview.ApiMetrics.DURATION;
import static com.kryonix.dashboards.overview.ApiMetrics.REQUESTS;
import static com.kryonix.dashboards.promql.Window.PERIOD;
import static com.kryonix.dashboards.promql.Window.PERIOD_AT_END;
import static com.kryonix.dashboards.promql.Window.POINT;

import com.kryonix.dashboards.DisplayUnit;
import com.kryonix.dashboards.Limit;
import com.kryonix.dashboards.Panel.Chart;
import com.kryonix.dashboards.Panel.Table;
import com.kryonix.dashboards.Panel.Table.Column;
import com.kryonix.dashboards.Query;
import com.kryonix.dashboards.Signal;
import com.kryonix.dashboards.promql.Expression;
import com.kryonix.dashboards.promql.Window;
import java.util.List;

/** The API as its callers see it: every row of {@code performance.api_metrics}, counted. */
final class ApiPanels {
    private ApiPanels() {}

    static Chart responseTimes() {
        Expression buckets = Chosen.buckets(DURATION).rate(POINT).sumBy("le");
        return Chart.of(Signal.of(
                        "Response time",
                        "Mean, and the time within which 95 and 99 of 100 requests were answered. The dashed lines are the"
                                + " targets: mean 200 ms, p95 500 ms, p99 1 s. Percentiles are interpolated within a bucket.",
                        DisplayUnit.of(DURATION),
                        Query.of("mean", meanBy(POINT)).coloured("green"),
                        Query.of("p95", buckets.quantile(0.95)).coloured("yellow"),
                        Query.of("p99", buckets.quantile(0.99)).coloured("red")))
                .withTargets(
                        Limit.always("transparent"),
                        new Limit(Targets.MEAN_SECONDS, "green"),
                        new Limit(Targets.P95_SECONDS, "yellow"),
                        new Limit(Targets.P99_SECONDS, "red"));
    }

    static Chart throughputByStatus() {
        return Chart.stacked(Signal.of(
                "Throughput by status",
                "Requests per second, by class of status: 2xx served, 3xx redirected or unchanged, 4xx the caller's error,"
                        + " 5xx ours.",
                DisplayUnit.REQUESTS_PER_SECOND,
                Query.of("2xx", ofStatus("2..")).coloured("green"),
                Query.of("3xx", ofStatus("3..")).coloured("blue"),
                Query.of("4xx", ofStatus("4..")).coloured("orange"),
                Query.of("5xx", ofStatus("5..")).coloured("red")));
    }

    static Chart errorRates() {
        Expression highest = errorRatioBy(PERIOD_AT_END, "endpoint").top(10);
        return Chart.of(Signal.of(
                        "Error rate by endpoint",
                        "Share of 5xx among an endpoint's requests, the ten highest of the period. The dashed lines are where the alerts begin:"
                                + " 5 % is a warning, 20 % is critical.",
                        DisplayUnit.RATIO,
                        Query.of("{{endpoint}}", errorRatioBy(POINT, "endpoint").among(highest, "endpoint"))))
                .withTargets(Limit.always("transparent"), new Limit(0.05, "orange"), new Limit(0.2, "red"));
    }

    static Table slowestEndpoints() {
        Expression mean = meanBy(PERIOD, "endpoint", "method");
        Expression slowest = mean.top(10);
        Expression p95 = Chosen.buckets(DURATION)
                .rate(PERIOD)
                .sumBy("endpoint", "method", "le")
                .quantile(0.95);
        Expression requests = Chosen.series(REQUESTS).rate(PERIOD).sumBy("endpoint", "method");
        return new Table(
                "Slowest endpoints",
                "The ten endpoints with the highest mean response time in the period.",
                List.of("endpoint", "method"),
                List.of(),
                List.of(
                        Column.of("Mean", DisplayUnit.SECONDS, slowest)
                                .within(Targets.below(Targets.MEAN_SECONDS, Targets.P99_SECONDS)),
                        Column.of("p95", DisplayUnit.SECONDS, p95.among(slowest, "endpoint", "method"))
                                .within(Targets.below(Targets.P95_SECONDS, 5)),
                        Column.of(
                                "Requests",
                                DisplayUnit.REQUESTS_PER_SECOND,
                                requests.among(slowest, "endpoint", "method")),
                        Column.of(
                                        "Errors",
                                        DisplayUnit.RATIO,
                                        errorRatioBy(PERIOD, "endpoint", "method")
                                                .among(slowest, "endpoint", "method"))
                                .within(Targets.below(Targets.ERROR_RATIO, 0.05))));
    }

    private static Expression meanBy(Window window, String... labels) {
        return Chosen.totals(DURATION)
                .rate(window)
                .sumBy(labels)
                .over(Chosen.counts(DURATION).rate(window).sumBy(labels));
    }

    private static Expression errorRatioBy(Window window, String... labels) {
        Expression all = Chosen.series(REQUESTS).rate(window).sumBy(labels);
        Expression failed = Chosen.series(REQUESTS)
                .where("status", "=~", "5..")
                .rate(window)
                .sumBy(labels);
        return failed.orZeroFor(all).over(all);
    }

    private static Expression ofStatus(String status) {
        Expression all = Chosen.series(REQUESTS).rate(POINT).sum();
        return Chosen.series(REQUESTS)
                .where("status", "=~", status)
                .rate(POINT)
                .sum()
                .orZeroFor(all);
    }
}
