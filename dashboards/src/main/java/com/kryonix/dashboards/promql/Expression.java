package com.kryonix.dashboards.promql;

import java.math.BigDecimal;

/**
 * A PromQL expression that yields instant vectors.
 *
 * @param binary whether it needs parentheses as an operand
 */
public record Expression(String text, boolean binary) {

    static Expression of(String text) {
        return new Expression(text, false);
    }

    /** For what Prometheus itself makes, and no catalogue can know: {@code ALERTS}. */
    public static Expression verbatim(String promql) {
        return new Expression(promql, true);
    }

    public Expression sum() {
        return of("sum(" + text + ")");
    }

    public Expression sumBy(String... labels) {
        return by("sum", labels);
    }

    public Expression maxBy(String... labels) {
        return by("max", labels);
    }

    public Expression minBy(String... labels) {
        return by("min", labels);
    }

    public Expression countBy(String... labels) {
        return by("count", labels);
    }

    public Expression count() {
        return of("count(" + text + ")");
    }

    public Expression top(int count) {
        return of("topk(" + count + ", " + text + ")");
    }

    /** One series for each value of {@code label}, whole: what {@link #labelledFrom} may join with. */
    public Expression onePer(String label) {
        return of("topk by (" + label + ") (1, " + text + ")");
    }

    /** Of buckets' rates that are summed by {@code le}. */
    public Expression quantile(double quantile) {
        return of("histogram_quantile(" + number(quantile) + ", " + text + ")");
    }

    public Expression plus(Expression other) {
        return operate("+", other);
    }

    public Expression minus(Expression other) {
        return operate("-", other);
    }

    public Expression minus(double number) {
        return new Expression(operand() + " - " + number(number), true);
    }

    public Expression times(double number) {
        return new Expression(operand() + " * " + number(number), true);
    }

    /** A ratio; nothing where the divisor is zero, instead of NaN. */
    public Expression over(Expression divisor) {
        return new Expression(operand() + " / (" + divisor.operand() + " > 0)", true);
    }

    public Expression greaterThan(double number) {
        return new Expression(operand() + " > " + number(number), true);
    }

    public Expression equalTo(double number) {
        return new Expression(operand() + " == " + number(number), true);
    }

    /** Each series as a share of one sum without labels. */
    public Expression overTotal(Expression total) {
        return new Expression(operand() + " / scalar(" + total.text() + ")", true);
    }

    /** These series, and 0 for each series of {@code all} that is not among them: no failures is 0, no requests is nothing. */
    public Expression orZeroFor(Expression all) {
        return new Expression(operand() + " or 0 * " + all.operand(), true);
    }

    /** This expression, or 0 where it has no series at all. */
    public Expression orZero() {
        return new Expression(operand() + " or vector(0)", true);
    }

    /** Only the series whose {@code labels} {@code chosen} has, too. */
    public Expression among(Expression chosen, String... labels) {
        return new Expression(operand() + " and on (" + list(labels) + ") " + chosen.operand(), true);
    }

    /** These series with {@code label} added from {@code info}, joined on {@code key}. */
    public Expression labelledFrom(Expression info, String key, String label) {
        return new Expression(operand() + " * on (" + key + ") group_left (" + label + ") " + info.operand(), true);
    }

    /** These info series, and for each {@code key} of {@code all} that has none, one whose {@code label} is the key. */
    public Expression orKeyFor(Expression all, String key, String label) {
        String stated = "label_join(" + all.by("group", key).text() + ", \"" + label + "\", \"\", \"" + key + "\")";
        return new Expression(operand() + " or on (" + key + ") " + stated, true);
    }

    private Expression operate(String operator, Expression other) {
        return new Expression(operand() + " " + operator + " " + other.operand(), true);
    }

    private Expression by(String aggregation, String... labels) {
        return of(
                labels.length == 0
                        ? aggregation + "(" + text + ")"
                        : aggregation + " by (" + list(labels) + ") (" + text + ")");
    }

    private String operand() {
        return binary ? "(" + text + ")" : text;
    }

    private static String list(String... labels) {
        return String.join(", ", labels);
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
