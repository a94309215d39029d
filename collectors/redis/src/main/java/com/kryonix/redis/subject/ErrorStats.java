package com.kryonix.redis.subject;

import static com.kryonix.redis.Field.field;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Metric;
import com.kryonix.redis.InfoRows;
import com.kryonix.redis.RedisServer;

/**
 * Error replies by their first word.
 *
 * <pre>redis_errors_total{err="WRONGTYPE"} 1.0</pre>
 *
 * Source: INFO errorstats, since 6.2. Scripts can make words up, so there is a cap; what is beyond it is
 * {@code err="other"}.
 */
public final class ErrorStats {
    public static final Metric ERRORS =
            Metric.counter("redis_errors_total", "Error replies by their first word (INFO errorstat count)", "err");

    private static final int CAP = 50;

    private ErrorStats() {}

    public static Collector<RedisServer> collector() {
        return rows().cappedAt(CAP);
    }

    static InfoRows rows() {
        return InfoRows.section("errorstats", "errorstat_(.+)")
                .sample(ERRORS, field("count"))
                .build();
    }
}
