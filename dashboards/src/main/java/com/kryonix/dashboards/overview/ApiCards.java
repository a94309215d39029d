package com.kryonix.dashboards.overview;

import static com.kryonix.dashboards.overview.ApiMetrics.DURATION;
import static com.kryonix.dashboards.overview.ApiMetrics.REQUESTS;
import static com.kryonix.dashboards.promql.Window.PERIOD;
import static com.kryonix.dashboards.promql.Window.PERIOD_BEFORE;

import com.kryonix.dashboards.DisplayUnit;
import com.kryonix.dashboards.Limit;
import com.kryonix.dashboards.Panel.Card;
import com.kryonix.dashboards.Panel.State;
import com.kryonix.dashboards.Query;
import com.kryonix.dashboards.Signal;
import com.kryonix.dashboards.promql.Expression;
import com.kryonix.dashboards.promql.Window;
import java.util.List;

/** The API in four numbers, three of them from {@code performance.api_metrics}; the fourth is the cache's. */
final class ApiCards {
    private ApiCards() {}

    static Card responseTime() {
        Signal mean = Signal.of(
                "Mean response time",
                "Mean over all requests of the period, and its change since the equal period before. A mean hides the slow"
                        + " few: compare with p99 below.",
                DisplayUnit.of(DURATION),
                Query.of("this period", mean(PERIOD)));
        return new Card(
                mean,
                "< 200 ms",
                Targets.below(Targets.MEAN_SECONDS, Targets.P95_SECONDS),
                Change.relative("Response time", mean(PERIOD), mean(PERIOD_BEFORE)),
                Change.LOWER_IS_BETTER);
    }

    static Card errorRate() {
        Signal errors = Signal.of(
                "Error rate",
                "Share of the period's requests that ended with a 5xx status, and its change in percentage points. A 4xx is"
                        + " the caller's mistake and not counted.",
                DisplayUnit.RATIO,
                Query.of("this period", errorRatio(PERIOD)));
        return new Card(
                errors,
                "< 1 %",
                Targets.below(Targets.ERROR_RATIO, 0.05),
                Change.inPoints("Error rate", errorRatio(PERIOD), errorRatio(PERIOD_BEFORE)),
                Change.FEWER_POINTS_ARE_BETTER);
    }

    static Card throughput() {
        Expression now = Chosen.series(REQUESTS).rate(PERIOD).sum();
        Expression before = Chosen.series(REQUESTS).rate(PERIOD_BEFORE).sum();
        Signal requests = Signal.of(
                "Throughput",
                "Requests per second, mean of the period, and its change. Neither direction is good or bad in itself; half or"
                        + " double is worth a look. Time before Prometheus knew the exporter counts as time without"
                        + " requests.",
                DisplayUnit.REQUESTS_PER_SECOND,
                Query.of("this period", now));
        return new Card(
                requests,
                "stable",
                List.of(Limit.always("blue")),
                Change.relative("Throughput", now, before),
                Change.STABLE_IS_BETTER);
    }

    static State requests() {
        return new State(
                Signal.of(
                        "Requests in this period",
                        "How many rows of performance.api_metrics these numbers rest on. Prometheus extrapolates to the period's"
                                + " edges, so it may differ from SQL's count by the rows of one scrape.",
                        DisplayUnit.COUNT,
                        Query.of(
                                "requests",
                                Chosen.series(REQUESTS).increase(PERIOD).sum())),
                List.of(Limit.always("blue")),
                false);
    }

    private static Expression mean(Window window) {
        return Chosen.totals(DURATION)
                .rate(window)
                .sum()
                .over(Chosen.counts(DURATION).rate(window).sum());
    }

    private static Expression errorRatio(Window window) {
        Expression all = Chosen.series(REQUESTS).rate(window).sum();
        Expression failed = Chosen.series(REQUESTS)
                .where("status", "=~", "5..")
                .rate(window)
                .sum();
        return failed.orZeroFor(all).over(all);
    }
}
