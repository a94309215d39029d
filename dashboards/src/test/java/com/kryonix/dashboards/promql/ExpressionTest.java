package com.kryonix.dashboards.promql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpressionTest {
    private static final Expression A = Expression.of("a");
    private static final Expression B = Expression.of("b");

    @Test
    void aRatioHasNoValueWhereTheDivisorIsZero() {
        assertThat(A.over(B).text()).isEqualTo("a / (b > 0)");
    }

    @Test
    void anOperationIsPutInParenthesesWithinAnother() {
        assertThat(A.plus(B).over(A.minus(B)).times(100).text()).isEqualTo("((a + b) / ((a - b) > 0)) * 100");
    }

    @Test
    void noFailuresAreZeroAndNoRequestsAreNothing() {
        assertThat(A.orZeroFor(B).over(B).text()).isEqualTo("(a or 0 * b) / (b > 0)");
    }

    @Test
    void anAggregationNamesItsLabelsOrHasNone() {
        assertThat(A.sumBy("x", "y").top(10).text()).isEqualTo("topk(10, sum by (x, y) (a))");
        assertThat(A.maxBy().text()).isEqualTo("max(a)");
    }

    @Test
    void aLabelIsTakenFromOneInfoSeriesForEachKey() {
        assertThat(A.over(B)
                        .labelledFrom(Expression.of("info").onePer("id"), "id", "query")
                        .text())
                .isEqualTo("(a / (b > 0)) * on (id) group_left (query) topk by (id) (1, info)");
    }

    @Test
    void aKeyStandsForTheLabelThatNoInfoSeriesGives() {
        assertThat(Expression.of("info").onePer("id").orKeyFor(A, "id", "query").text())
                .isEqualTo("topk by (id) (1, info) or on (id) label_join(group by (id) (a), \"query\", \"\", \"id\")");
    }

    @Test
    void numbersAreWrittenWithoutExponents() {
        assertThat(A.greaterThan(10_000_000).text()).isEqualTo("a > 10000000");
        assertThat(A.times(0.0001).text()).isEqualTo("a * 0.0001");
    }
}
