package com.kryonix.redis.subject;

import static com.kryonix.redis.Field.In.MICROSECONDS;
import static com.kryonix.redis.Field.field;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Metric;
import com.kryonix.redis.InfoRows;
import com.kryonix.redis.RedisServer;

/**
 * Calls, time, refusals and failures of each command; a subcommand is {@code config|get}.
 *
 * <pre>redis_commands_total{cmd="get"} 1.0</pre>
 *
 * Source: INFO commandstats. Modules bring commands of their own, so there is a cap; what is beyond it is
 * {@code cmd="other"}, and the sum over all series stays the server's.
 */
public final class CommandStats {
    public static final Metric CALLS =
            Metric.counter("redis_commands_total", "Calls of each command (INFO cmdstat calls)", "cmd");
    public static final Metric DURATION = Metric.counter(
            "redis_commands_duration_seconds_total", "CPU time of each command (INFO cmdstat usec)", "cmd");
    public static final Metric REJECTED = Metric.counter(
            "redis_commands_rejected_calls_total",
            "Calls refused before they ran: arity, ACL, memory (INFO cmdstat rejected_calls)",
            "cmd");
    public static final Metric FAILED = Metric.counter(
            "redis_commands_failed_calls_total", "Calls that ran and failed (INFO cmdstat failed_calls)", "cmd");

    private static final int CAP = 200;

    private CommandStats() {}

    public static Collector<RedisServer> collector() {
        return rows().cappedAt(CAP);
    }

    static InfoRows rows() {
        return InfoRows.section("commandstats", "cmdstat_(.+)")
                .sample(CALLS, field("calls"))
                .sample(DURATION, field("usec").in(MICROSECONDS))
                .sample(REJECTED, field("rejected_calls"))
                .sample(FAILED, field("failed_calls"))
                .build();
    }
}
