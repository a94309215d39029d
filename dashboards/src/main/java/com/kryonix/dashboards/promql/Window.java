package com.kryonix.dashboards.promql;

/** The stretch of time a rate is taken over, in Grafana's variables. */
public enum Window {
    /** For a curve: at least four scrapes, and never narrower than the distance of two points. */
    POINT("[$__rate_interval]"),
    /** For one number: the whole period that the dashboard shows. */
    PERIOD("[$__range]"),
    /** The same at each point of a curve: so the greatest of the period stay the same from end to end. */
    PERIOD_AT_END("[$__range] @ end()"),
    /** The equal period before it, to compare with. */
    PERIOD_BEFORE("[$__range] offset $__range");

    private final String text;

    Window(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
