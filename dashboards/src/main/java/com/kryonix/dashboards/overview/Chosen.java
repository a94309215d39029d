package com.kryonix.dashboards.overview;

import com.kryonix.collector.Metric;
import com.kryonix.dashboards.Variable;
import com.kryonix.dashboards.promql.Series;
import java.util.List;

/** The part of each metric that the reader chose at the top of the page. */
final class Chosen {
    private static final String ENDPOINT = "endpoint";

    private Chosen() {}

    /**
     * All is all of these exporters: a Prometheus has other targets, and another exporter beside this one may give
     * series of the same names.
     *
     * @param own a metric that every page of these exporters has, of one target or of all, and no other exporter's
     * @param requests one that has the endpoints
     */
    static List<Variable> variables(Metric own, Metric requests) {
        return List.of(
                new Variable("job", "Job", "label_values(" + own.name() + ", job)", false),
                new Variable(
                        "instance", "Exporter", "label_values(" + own.name() + "{job=~\"$job\"}, instance)", false),
                new Variable(
                        ENDPOINT,
                        "Endpoint",
                        "label_values(" + requests.name() + "{job=~\"$job\",instance=~\"$instance\"}, endpoint)",
                        true));
    }

    static Series series(Metric metric) {
        return of(metric, Series.of(metric));
    }

    static Series buckets(Metric histogram) {
        return of(histogram, Series.buckets(histogram));
    }

    static Series totals(Metric histogram) {
        return of(histogram, Series.totals(histogram));
    }

    static Series counts(Metric histogram) {
        return of(histogram, Series.counts(histogram));
    }

    private static Series of(Metric metric, Series all) {
        Series chosen = all.where("job", "=~", "$job").where("instance", "=~", "$instance");
        return metric.labels().contains(ENDPOINT) ? chosen.where(ENDPOINT, "=~", "$" + ENDPOINT) : chosen;
    }
}
