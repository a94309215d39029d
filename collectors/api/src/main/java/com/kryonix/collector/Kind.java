package com.kryonix.collector;

/** The type of a metric family, in Prometheus' and OpenMetrics' terms. */
public enum Kind {
    /** Only ever grows, until a reset; its name ends in {@code _total}. */
    COUNTER,
    /** May go up and down. */
    GAUGE,
    /** Cumulative buckets that only grow, with their sum and count. */
    HISTOGRAM,
    /** Buckets of a present state (ages of open sessions, say): quantiles make sense, {@code rate()} does not. */
    GAUGE_HISTOGRAM,
    /** Always 1; what it says is in its labels; its name ends in {@code _info}. */
    INFO,
    /** No promise: for names that another exporter made, and that no other type could carry unchanged. */
    UNKNOWN
}
