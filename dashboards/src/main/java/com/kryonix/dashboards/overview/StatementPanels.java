package com.kryonix.dashboards.overview;

import static com.kryonix.dashboards.promql.Window.PERIOD;
import static com.kryonix.postgres.statements.Counter.CALLS;
import static com.kryonix.postgres.statements.Counter.EXECUTION;
import static com.kryonix.postgres.statements.Counter.ROWS;

import com.kryonix.collector.Metric;
import com.kryonix.dashboards.DisplayUnit;
import com.kryonix.dashboards.Panel.Table;
import com.kryonix.dashboards.Panel.Table.Column;
import com.kryonix.dashboards.promql.Expression;
import com.kryonix.dashboards.promql.Series;
import com.kryonix.postgres.statements.StatementMetrics;
import java.util.List;

/** Where PostgreSQL's time goes, a statement a line. */
final class StatementPanels {
    /** A statement that ran less often in the period says nothing about a mean. */
    private static final int LEAST_CALLS = 5;

    private StatementPanels() {}

    static Table slowest() {
        Expression seconds = perStatement(EXECUTION.metric()).rate(PERIOD).sumBy("queryid");
        Expression calls = perStatement(CALLS.metric()).rate(PERIOD).sumBy("queryid");
        Expression often =
                perStatement(CALLS.metric()).increase(PERIOD).sumBy("queryid").greaterThan(LEAST_CALLS);
        Expression slowest = seconds.over(calls).among(often, "queryid").top(10);
        Expression all = Chosen.series(EXECUTION.metric()).rate(PERIOD).sum();
        Expression share = seconds.overTotal(all);
        Expression rows =
                perStatement(ROWS.metric()).rate(PERIOD).sumBy("queryid").over(calls);
        return new Table(
                "Slowest statements",
                "The ten statements with the highest mean execution time among those that ran more than " + LEAST_CALLS
                        + " times in the period. Texts are pg_stat_statements' normalised ones: no values; an id where the"
                        + " text is unknown. Share is of all statements' execution time. The exporter's own are not listed.",
                List.of("query"),
                List.of("queryid"),
                List.of(
                        Column.of("Mean", DisplayUnit.SECONDS, text(slowest)).within(Targets.below(0.1, 1)),
                        Column.of("Calls", DisplayUnit.OPERATIONS_PER_SECOND, text(calls.among(slowest, "queryid"))),
                        Column.of("Share", DisplayUnit.RATIO, text(share.among(slowest, "queryid")))
                                .within(Targets.below(0.25, 0.5)),
                        Column.of("Rows a call", DisplayUnit.COUNT, text(rows.among(slowest, "queryid")))));
    }

    /** Without what is summed up in {@code other}: that has no text. */
    private static Series perStatement(Metric metric) {
        return Chosen.series(metric).where("queryid", "!=", "other");
    }

    /** Its id where there is no text: none is read yet, or the configuration wants none. */
    private static Expression text(Expression statements) {
        Expression all = perStatement(CALLS.metric()).rate(PERIOD);
        Expression texts = Chosen.series(StatementMetrics.QUERY_INFO)
                .now()
                .onePer("queryid")
                .orKeyFor(all, "queryid", "query");
        return statements.labelledFrom(texts, "queryid", "query");
    }
}
