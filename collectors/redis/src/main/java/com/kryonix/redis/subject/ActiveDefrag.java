package com.kryonix.redis.subject;

import static com.kryonix.redis.Field.In.MILLISECONDS;
import static com.kryonix.redis.Field.field;

import com.kryonix.collector.Kind;
import com.kryonix.collector.Metric;
import com.kryonix.redis.InfoCollector;

/**
 * Active defragmentation: what it moved, how long it ran. Whether it runs is with memory, as in INFO.
 *
 * <pre>redis_active_defrag_hits_total 0.0</pre>
 *
 * Source: INFO stats. redis_exporter has the counters as gauges.
 */
public final class ActiveDefrag {
    private ActiveDefrag() {}

    public static InfoCollector collector() {
        InfoCollector.Builder defrag = InfoCollector.named("defrag").from("stats");
        counted(defrag, "hits", "Values moved");
        counted(defrag, "misses", "Values looked at and left");
        counted(defrag, "key_hits", "Keys of which something was moved");
        counted(defrag, "key_misses", "Keys left as they were");
        return defrag.counter(
                        "redis_active_defrag_seconds_total",
                        "Time for which fragmentation was above the limit",
                        field("total_active_defrag_time").in(MILLISECONDS))
                .gauge(
                        "redis_current_active_defrag_seconds",
                        "For how long fragmentation has been above the limit; 0 when it is not",
                        field("current_active_defrag_time").in(MILLISECONDS))
                .build();
    }

    private static void counted(InfoCollector.Builder defrag, String what, String help) {
        String source = "active_defrag_" + what;
        defrag.sample(
                Metric.counter("redis_" + source + "_total", help + " (INFO " + source + ")")
                        .orRedisExporter("redis_defrag_" + what, Kind.GAUGE, 1),
                field(source));
    }
}
