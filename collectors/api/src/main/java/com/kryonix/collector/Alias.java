package com.kryonix.collector;

import java.util.Objects;

/**
 * The name under which another exporter gives the same value, for users who bring their dashboards along. It is emitted
 * beside the metric, with the same labels, while the configuration's {@code compatibility} lists its exporter.
 *
 * @param exporter whose name it is: {@code postgres_exporter} or {@code redis_exporter}
 * @param kind {@link Kind#UNKNOWN} for an un-suffixed counter, because simpleclient appends {@code _total} to a counter
 * @param factor what the metric's value is multiplied with: 1000 for an alias in milliseconds
 */
public record Alias(String exporter, String name, Kind kind, double factor) {
    public static final String POSTGRES_EXPORTER = "postgres_exporter";
    public static final String REDIS_EXPORTER = "redis_exporter";

    public Alias {
        Objects.requireNonNull(kind, "kind");
        if (!exporter.equals(POSTGRES_EXPORTER) && !exporter.equals(REDIS_EXPORTER)) {
            throw new IllegalArgumentException("alias " + name + ": unknown exporter " + exporter);
        }
        if (!name.matches("[a-z_][a-zA-Z0-9_]*")) {
            throw new IllegalArgumentException("alias " + name + ": not a metric name");
        }
        if (kind != Kind.COUNTER && kind != Kind.GAUGE && kind != Kind.UNKNOWN) {
            throw new IllegalArgumentException("alias " + name + ": a " + kind + " has more than one value");
        }
        if ((kind == Kind.COUNTER) != name.endsWith("_total")) {
            if (kind == Kind.COUNTER) {
                throw new IllegalArgumentException("alias " + name + ": simpleclient would append _total; use UNKNOWN");
            }
        }
        if (!Double.isFinite(factor) || factor == 0) {
            throw new IllegalArgumentException("alias " + name + ": factor " + factor);
        }
    }
}
