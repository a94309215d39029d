package com.kryonix.redis.subject;

import static com.kryonix.redis.Field.field;
import static com.kryonix.redis.Field.status;

import com.kryonix.collector.Metric;
import com.kryonix.collector.Sample;
import com.kryonix.redis.Field;
import com.kryonix.redis.Info;
import com.kryonix.redis.InfoCollector;
import com.kryonix.redis.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The link of a replica to its primary. A primary has none of these series.
 *
 * <pre>redis_master_link_up{master_host="10.0.0.1",master_port="6379"} 1.0</pre>
 *
 * Source: INFO replication. The two labels are redis_exporter's; a replica has one primary, so they are bounded.
 */
public final class ReplicaLink {
    public static final Metric UP = link("redis_master_link_up", "1 while the link is up (INFO master_link_status)");
    public static final Metric LAST_IO = link(
            "redis_master_last_io_seconds_ago", "Since the primary was last heard (INFO master_last_io_seconds_ago)");
    public static final Metric DOWN_SINCE = link(
            "redis_master_link_down_seconds", "For how long the link is down (INFO master_link_down_since_seconds)");

    private static final Metric SLAVE = Metric.info(
            "redis_slave_info",
            "Whose replica this is (INFO master_host, master_port, slave_read_only)",
            "master_host",
            "master_port",
            "read_only");
    private static final Map<Metric, Field> FIELDS = fields();

    private ReplicaLink() {}

    public static InfoCollector collector() {
        List<Metric> metrics = new ArrayList<>(FIELDS.keySet());
        metrics.add(SLAVE);
        Set<String> used = new HashSet<>(Set.of("master_port"));
        FIELDS.values().forEach(field -> used.add(field.name()));
        return InfoCollector.named("replica_link")
                .part(metrics, used, ReplicaLink::read)
                .from("replication")
                .gauge("redis_slave_priority", "Sentinel's preference at a failover", field("slave_priority"))
                .gauge("redis_slave_read_only", "1 when the replica takes no writes", field("slave_read_only"))
                .gauge("redis_replica_announced", "1 when Sentinel is told of this replica", field("replica_announced"))
                .build();
    }

    private static void read(Info info, List<Sample> samples) {
        Section replication = info.section("replication");
        String host = replication.text("master_host").orElse("");
        String port = replication.text("master_port").orElse("");
        if (host.isEmpty()) {
            return;
        }
        String readOnly = replication.text("slave_read_only").orElse("");
        FIELDS.forEach((metric, field) ->
                field.read(replication).ifPresent(value -> samples.add(Sample.of(metric, value, host, port))));
        samples.add(Sample.info(SLAVE, host, port, readOnly));
    }

    private static Map<Metric, Field> fields() {
        Map<Metric, Field> fields = new LinkedHashMap<>();
        fields.put(UP, status("master_link_status"));
        fields.put(DOWN_SINCE, field("master_link_down_since_seconds"));
        fields.put(LAST_IO, field("master_last_io_seconds_ago"));
        fields.put(
                link("redis_master_sync_in_progress", "1 during a synchronisation (INFO master_sync_in_progress)"),
                field("master_sync_in_progress"));
        fields.put(
                link("redis_slave_repl_offset", "Bytes of replication applied (INFO slave_repl_offset)"),
                field("slave_repl_offset"));
        fields.put(
                link("redis_slave_read_repl_offset", "Bytes of replication read (INFO slave_read_repl_offset)"),
                field("slave_read_repl_offset"));
        fields.put(
                link("redis_master_sync_size_bytes", "Size of the synchronisation (INFO master_sync_total_bytes)"),
                field("master_sync_total_bytes"));
        fields.put(
                link("redis_master_sync_read_bytes", "How much of it has come (INFO master_sync_read_bytes)"),
                field("master_sync_read_bytes"));
        fields.put(
                link(
                        "redis_master_sync_last_io_seconds_ago",
                        "Since the last of it came (INFO master_sync_last_io_seconds_ago)"),
                field("master_sync_last_io_seconds_ago"));
        return fields;
    }

    private static Metric link(String name, String help) {
        return Metric.gauge(name, help, "master_host", "master_port");
    }
}
