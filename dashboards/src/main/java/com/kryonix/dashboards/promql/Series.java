package com.kryonix.dashboards.promql;

import com.kryonix.collector.Kind;
import com.kryonix.collector.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The series of one metric, or of one part of a histogram, restricted by label matchers. It refuses what could never
 * give data: a label that the metric lacks, the rate of a gauge, the buckets of a counter.
 *
 * <pre>Series.of(REQUESTS).where("status", "=~", "5..").rate(POINT).sumBy("endpoint")</pre>
 */
public final class Series {
    /** Prometheus adds the first two to each scraped series, the exporter the third where it reads several servers. */
    private static final Set<String> ON_EVERY_SERIES = Set.of("job", "instance", "server");

    private final Metric metric;
    private final String suffix;
    private final List<String> matchers;

    private Series(Metric metric, String suffix, List<String> matchers) {
        this.metric = metric;
        this.suffix = suffix;
        this.matchers = List.copyOf(matchers);
    }

    /** @throws IllegalArgumentException for a histogram, which has no series of its own name */
    public static Series of(Metric metric) {
        refuse(metric, isHistogram(metric), "is a histogram; use buckets, totals or counts");
        return new Series(metric, "", List.of());
    }

    public static Series buckets(Metric histogram) {
        return part(histogram, "_bucket");
    }

    /** The sums of the observed values. */
    public static Series totals(Metric histogram) {
        return part(histogram, "_sum");
    }

    public static Series counts(Metric histogram) {
        return part(histogram, "_count");
    }

    /** @param operator {@code =}, {@code !=}, {@code =~} or {@code !~} */
    public Series where(String label, String operator, String value) {
        boolean known = metric.labels().contains(label) || ON_EVERY_SERIES.contains(label);
        refuse(metric, !known, "has no label " + label);
        List<String> more = new ArrayList<>(matchers);
        more.add(label + operator + '"' + value + '"');
        return new Series(metric, suffix, more);
    }

    /** The value as it is now. */
    public Expression now() {
        return Expression.of(selector());
    }

    /** Per second. */
    public Expression rate(Window window) {
        return over("rate", window);
    }

    /** How much it grew in the window. */
    public Expression increase(Window window) {
        return over("increase", window);
    }

    /** The highest value in the window. */
    public Expression greatest(Window window) {
        return Expression.of("max_over_time(" + selector() + window.text() + ")");
    }

    private Expression over(String function, Window window) {
        refuse(metric, metric.kind() != Kind.COUNTER && metric.kind() != Kind.HISTOGRAM, "has no " + function);
        return Expression.of(function + "(" + selector() + window.text() + ")");
    }

    private String selector() {
        String name = metric.name() + suffix;
        return matchers.isEmpty() ? name : name + "{" + String.join(",", matchers) + "}";
    }

    private static Series part(Metric histogram, String suffix) {
        refuse(histogram, !isHistogram(histogram), "is no histogram");
        return new Series(histogram, suffix, List.of());
    }

    private static boolean isHistogram(Metric metric) {
        return metric.kind() == Kind.HISTOGRAM || metric.kind() == Kind.GAUGE_HISTOGRAM;
    }

    private static void refuse(Metric metric, boolean wrong, String why) {
        if (wrong) {
            throw new IllegalArgumentException("metric " + metric.name() + " " + why);
        }
    }
}
