package com.kryonix.dashboards.overview;

import static com.kryonix.dashboards.promql.Window.PERIOD;
import static com.kryonix.dashboards.promql.Window.PERIOD_BEFORE;
import static com.kryonix.dashboards.promql.Window.POINT;

import com.kryonix.collector.Metric;
import com.kryonix.dashboards.DisplayUnit;
import com.kryonix.dashboards.Panel.Card;
import com.kryonix.dashboards.Panel.Chart;
import com.kryonix.dashboards.Query;
import com.kryonix.dashboards.Signal;
import com.kryonix.dashboards.promql.Expression;
import com.kryonix.dashboards.promql.Window;
import com.kryonix.redis.subject.Stats;

/** What the cache spares the database, as Redis itself counts it. */
final class CachePanels {
    private CachePanels() {}

    static Card hitRate() {
        return new Card(
                Signal.of(
                        "Cache hit rate",
                        "Share of the period's lookups of a key that found one, over all of Redis, and its change in percentage"
                                + " points. It falls after a restart, with too short a TTL, and when memory is full.",
                        DisplayUnit.RATIO,
                        Query.of("this period", hitRatio(PERIOD))),
                "> 80 %",
                Targets.above(0.5, Targets.CACHE_HIT_RATIO),
                Change.inPoints("Cache hit rate", hitRatio(PERIOD), hitRatio(PERIOD_BEFORE)),
                Change.MORE_POINTS_ARE_BETTER);
    }

    static Chart hits() {
        return Chart.of(Signal.of(
                        "Cache",
                        "Share of lookups that found their key, and on the right axis how many lookups there were: a ratio of few"
                                + " lookups says little.",
                        DisplayUnit.RATIO,
                        Query.of("hit rate", hitRatio(POINT)).coloured("green"),
                        Query.of("hits", rate(Stats.HITS, POINT))
                                .in(DisplayUnit.OPERATIONS_PER_SECOND)
                                .coloured("blue"),
                        Query.of("misses", rate(Stats.MISSES, POINT))
                                .in(DisplayUnit.OPERATIONS_PER_SECOND)
                                .coloured("orange")))
                .upTo(1);
    }

    private static Expression hitRatio(Window window) {
        return rate(Stats.HITS, window).over(rate(Stats.HITS, window).plus(rate(Stats.MISSES, window)));
    }

    private static Expression rate(Metric metric, Window window) {
        return Chosen.series(metric).rate(window).sum();
    }
}
