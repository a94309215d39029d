package com.kryonix.redis.subject;

import static com.kryonix.redis.Field.In.MICROSECONDS;
import static com.kryonix.redis.Field.field;

import com.kryonix.collector.Kind;
import com.kryonix.collector.Metric;
import com.kryonix.redis.InfoCollector;

/**
 * The main thread's loop and the I/O threads beside it: is the one thread that runs commands busy?
 *
 * <pre>redis_eventloop_duration_seconds_total 201.034186</pre>
 *
 * Source: INFO stats; the loop's own figures since 7.2.
 */
public final class EventLoop {
    private static final Metric DURATION = counter(
            "redis_eventloop_duration_seconds_total",
            "Time in the event loop, waiting excluded",
            "eventloop_duration_sum",
            "redis_eventloop_duration_sum_usec_total",
            Kind.COUNTER,
            1_000_000);
    private static final Metric COMMANDS = counter(
            "redis_eventloop_command_duration_seconds_total",
            "Time in the event loop executing commands",
            "eventloop_duration_cmd_sum",
            "redis_eventloop_duration_cmd_sum_usec_total",
            Kind.COUNTER,
            1_000_000);
    private static final Metric LATEST = Metric.gauge(
                    "redis_instantaneous_eventloop_duration_seconds",
                    "Mean duration of a loop, lately (INFO instantaneous_eventloop_duration_usec)")
            .orRedisExporter("redis_instantaneous_eventloop_duration_usec", Kind.GAUGE, 1_000_000);
    private static final Metric READS =
            unsuffixed("redis_reads_processed_total", "Reads from sockets", "total_reads_processed");
    private static final Metric WRITES =
            unsuffixed("redis_writes_processed_total", "Writes to sockets", "total_writes_processed");
    private static final Metric THREADED_READS = unsuffixed(
            "redis_io_threaded_reads_processed_total", "Reads by I/O threads", "io_threaded_reads_processed");
    private static final Metric THREADED_WRITES = unsuffixed(
            "redis_io_threaded_writes_processed_total", "Writes by I/O threads", "io_threaded_writes_processed");

    private EventLoop() {}

    public static InfoCollector collector() {
        return InfoCollector.named("eventloop")
                .from("stats")
                .counter("redis_eventloop_cycles_total", "Turns of the event loop", field("eventloop_cycles"))
                .sample(DURATION, field("eventloop_duration_sum").in(MICROSECONDS))
                .sample(COMMANDS, field("eventloop_duration_cmd_sum").in(MICROSECONDS))
                .sample(LATEST, field("instantaneous_eventloop_duration_usec").in(MICROSECONDS))
                .sample(READS, field("total_reads_processed"))
                .sample(WRITES, field("total_writes_processed"))
                .sample(THREADED_READS, field("io_threaded_reads_processed"))
                .sample(THREADED_WRITES, field("io_threaded_writes_processed"))
                .counter(
                        "redis_io_threaded_freed_objects_total",
                        "Objects freed by I/O threads (Valkey)",
                        field("io_threaded_freed_objects"))
                .counter(
                        "redis_io_threaded_accept_processed_total",
                        "Connections accepted by I/O threads (Valkey)",
                        field("io_threaded_accept_processed"))
                .counter(
                        "redis_io_threaded_poll_processed_total",
                        "Polls by I/O threads (Valkey)",
                        field("io_threaded_poll_processed"))
                .counter(
                        "redis_io_threaded_prefetch_batches_total",
                        "Batches of keys fetched ahead",
                        field("io_threaded_total_prefetch_batches"))
                .counter(
                        "redis_io_threaded_prefetch_entries_total",
                        "Keys fetched ahead",
                        field("io_threaded_total_prefetch_entries"))
                .counter(
                        "redis_reply_buffer_shrinks_total", "Reply buffers made smaller", field("reply_buffer_shrinks"))
                .counter("redis_reply_buffer_expands_total", "Reply buffers made larger", field("reply_buffer_expands"))
                .build();
    }

    /** redis_exporter gives the INFO field's own name, without _total. */
    private static Metric unsuffixed(String name, String help, String field) {
        return counter(name, help, field, "redis_" + field, Kind.UNKNOWN, 1);
    }

    private static Metric counter(String name, String help, String field, String alias, Kind kind, double factor) {
        return Metric.counter(name, help + " (INFO " + field + ")").orRedisExporter(alias, kind, factor);
    }
}
