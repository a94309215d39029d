package com.kryonix.redis.subject;

import static com.kryonix.redis.Field.field;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Metric;
import com.kryonix.redis.InfoRows;
import com.kryonix.redis.RedisServer;

/**
 * Each I/O thread's share of the work; thread 0 is the main one.
 *
 * <pre>redis_io_thread_reads_total{thread="0"} 8.0</pre>
 *
 * Source: INFO threads, since Redis 8.0.
 */
public final class IoThreads {
    private static final Metric CLIENTS =
            Metric.gauge("redis_io_thread_clients", "Clients of the thread (INFO io_thread clients)", "thread");
    private static final Metric READS =
            Metric.counter("redis_io_thread_reads_total", "Reads by the thread (INFO io_thread reads)", "thread");
    private static final Metric WRITES =
            Metric.counter("redis_io_thread_writes_total", "Writes by the thread (INFO io_thread writes)", "thread");

    private static final int CAP = 128;

    private IoThreads() {}

    public static Collector<RedisServer> collector() {
        return rows().cappedAt(CAP);
    }

    static InfoRows rows() {
        return InfoRows.section("threads", "io_thread_(\\d+)")
                .sample(CLIENTS, field("clients"))
                .sample(READS, field("reads"))
                .sample(WRITES, field("writes"))
                .build();
    }
}
