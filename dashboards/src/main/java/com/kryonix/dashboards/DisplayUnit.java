package com.kryonix.dashboards;

import com.kryonix.collector.Metric;

/** How Grafana writes a number; its own identifiers. */
public enum DisplayUnit {
    SECONDS("s"),
    BYTES("bytes"),
    BYTES_PER_SECOND("Bps"),
    /** 0..1, written as per cent. */
    RATIO("percentunit"),
    /** A difference of two ratios, times 100. */
    POINTS("suffix: points"),
    REQUESTS_PER_SECOND("reqps"),
    OPERATIONS_PER_SECOND("ops"),
    COUNT("short");

    private final String grafana;

    DisplayUnit(String grafana) {
        this.grafana = grafana;
    }

    /** As Grafana's {@code fieldConfig} names it. */
    public String grafana() {
        return grafana;
    }

    /** The unit of the metric's own values. */
    public static DisplayUnit of(Metric metric) {
        return switch (metric.unit()) {
            case SECONDS -> SECONDS;
            case BYTES -> BYTES;
            case RATIO -> RATIO;
            case NONE -> COUNT;
        };
    }

    /** The unit of the metric's rate: seconds per second are a ratio. */
    public static DisplayUnit perSecond(Metric metric) {
        return switch (metric.unit()) {
            case SECONDS -> RATIO;
            case BYTES -> BYTES_PER_SECOND;
            case NONE, RATIO -> OPERATIONS_PER_SECOND;
        };
    }
}
