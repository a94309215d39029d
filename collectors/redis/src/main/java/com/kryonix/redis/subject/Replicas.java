package com.kryonix.redis.subject;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Sample;
import com.kryonix.redis.Info;
import com.kryonix.redis.InfoCollector;
import com.kryonix.redis.RedisServer;
import com.kryonix.redis.Section;
import java.util.List;
import java.util.Set;

/**
 * Each replica connected to this server: how far it is, when it last spoke.
 *
 * <pre>redis_connected_slave_lag_seconds{slave_ip="10.0.0.2",slave_port="6379",slave_state="online"} 1.0</pre>
 *
 * Source: the slaveN lines of INFO replication. The labels are redis_exporter's; replicas are few, and capped.
 */
public final class Replicas {
    public static final Metric OFFSET =
            replica("redis_connected_slave_offset_bytes", "Bytes of replication acknowledged (INFO slaveN offset)");
    public static final Metric LAG =
            replica("redis_connected_slave_lag_seconds", "Since the replica last acknowledged (INFO slaveN lag)");

    private static final int CAP = 64;

    private Replicas() {}

    public static Collector<RedisServer> collector() {
        return rows().cappedAt(CAP);
    }

    static InfoCollector rows() {
        return InfoCollector.named("replicas")
                .part(List.of(OFFSET, LAG), Set.of(), Replicas::read)
                .build();
    }

    private static void read(Info info, List<Sample> samples) {
        for (Section.Line line : info.section("replication").lines()) {
            if (line.name().matches("slave\\d+")) {
                Section row = Section.row(line);
                String ip = row.text("ip").orElse("");
                String port = row.text("port").orElse("");
                String state = row.text("state").orElse("");
                row.number("offset").ifPresent(offset -> samples.add(Sample.of(OFFSET, offset, ip, port, state)));
                row.number("lag").stream()
                        .filter(lag -> lag >= 0)
                        .forEach(lag -> samples.add(Sample.of(LAG, lag, ip, port, state)));
            }
        }
    }

    private static Metric replica(String name, String help) {
        return Metric.gauge(name, help, "slave_ip", "slave_port", "slave_state");
    }
}
