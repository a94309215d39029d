package com.kryonix.postgres.statements;

import static com.kryonix.collector.Metric.gauge;

import com.kryonix.collector.Metric;
import org.jspecify.annotations.Nullable;

/** The figures of an entry that do not add up; given for tracked statements only. Their place follows the counters'. */
@SuppressWarnings("ImmutableEnumChecker") // A Metric is immutable, though not annotated so.
public enum Gauge {
    MIN(8, "min_exec_time", "min_seconds", "Shortest execution", Counter.MILLISECONDS),
    MAX(8, "max_exec_time", "max_seconds", "Longest execution", Counter.MILLISECONDS),
    STDDEV(8, "stddev_exec_time", "stddev_seconds", "Standard deviation of the execution time", Counter.MILLISECONDS),
    SINCE(11, "stats_since", "stats_since_timestamp_seconds", "Start of the statement's statistics", 1);

    /** How many numbers an entry has. */
    static final int WIDTH = Counter.COUNT + values().length;

    private final int since;
    private final String column;
    private final double factor;
    private final Metric metric;

    Gauge(int since, String column, String name, String what, double factor) {
        this.since = since;
        this.column = column;
        this.factor = factor;
        this.metric = gauge(
                "pg_stat_statements_" + name,
                what + ", as the view has it (pg_stat_statements." + column + ")",
                "user",
                "datname",
                "queryid");
    }

    public Metric metric() {
        return metric;
    }

    double factor() {
        return factor;
    }

    /** Its place in an entry's vector. */
    @SuppressWarnings("EnumOrdinal") // The declared order is the vector's; nothing is stored by it.
    int place() {
        return Counter.COUNT + ordinal();
    }

    /** What to select for it in version 1.{@code minor} of the extension; null where there is nothing. */
    @Nullable
    String columnIn(int minor) {
        if (minor < since) {
            return null;
        }
        return column;
    }
}
