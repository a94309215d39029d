package com.kryonix.redis.subject;

import static com.kryonix.redis.Field.field;

import com.kryonix.collector.Metric;
import com.kryonix.collector.Sample;
import com.kryonix.redis.Info;
import com.kryonix.redis.InfoCollector;
import com.kryonix.redis.Section;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Which server this is: version, role, since when.
 *
 * <pre>
 * redis_instance_info{role="master",redis_version="7.0.15",...} 1.0
 * redis_instance_role{role="master"} 1.0
 * </pre>
 *
 * Source: INFO server, replication and cluster. A failover changes redis_instance_info's labels, so its old series
 * lingers for a while; redis_instance_role has the same series before and after, and needs no join.
 */
public final class Server {
    /** {@code valkey_version} is empty, hence no label for Prometheus, on Redis. */
    public static final Metric INSTANCE = Metric.info(
            "redis_instance_info",
            "What this server is (INFO server, replication, memory)",
            "role",
            "redis_version",
            "redis_build_id",
            "redis_mode",
            "os",
            "maxmemory_policy",
            "tcp_port",
            "run_id",
            "process_id",
            "master_replid",
            "valkey_version",
            "valkey_release_stage");

    public static final Metric ROLE =
            Metric.gauge("redis_instance_role", "1 for the role this server has (INFO role)", "role");
    public static final Metric UPTIME =
            Metric.gauge("redis_uptime_in_seconds", "Time since the start (INFO uptime_in_seconds)");
    public static final Metric START = Metric.gauge(
            "redis_start_time_seconds", "When it started, Unix time (INFO server_time_usec - uptime_in_seconds)");
    public static final Metric CLOCK =
            Metric.gauge("redis_server_timestamp_seconds", "The server's own clock, Unix time (INFO server_time_usec)");

    private static final List<String> ROLES = List.of("master", "slave", "sentinel");

    private Server() {}

    public static InfoCollector collector() {
        return InfoCollector.section("server")
                .part(List.of(INSTANCE, ROLE), Set.of("tcp_port", "process_id"), Server::identity)
                .sample(UPTIME, field("uptime_in_seconds"))
                .part(List.of(START, CLOCK), Set.of("server_time_usec"), Server::times)
                .gauge("redis_process_id", "Process id on its machine", field("process_id"))
                .gauge("redis_hz", "Runs of the background tasks a second", field("hz"))
                .gauge("redis_configured_hz", "The setting hz", field("configured_hz"))
                .gauge("redis_io_threads_active", "1 while I/O threads are at work", field("io_threads_active"))
                .from("cluster")
                .gauge("redis_cluster_enabled", "1 in cluster mode", field("cluster_enabled"))
                .build();
    }

    private static void identity(Info info, List<Sample> samples) {
        Section server = info.section("server");
        String mode =
                server.text("redis_mode").or(() -> server.text("server_mode")).orElse("");
        String role = info.section("replication").text("role").orElse(mode.equals("sentinel") ? mode : "");
        samples.add(Sample.info(
                INSTANCE,
                role,
                server.text("redis_version").orElse(""),
                server.text("redis_build_id").orElse(""),
                mode,
                server.text("os").orElse(""),
                info.section("memory").text("maxmemory_policy").orElse(""),
                server.text("tcp_port").orElse(""),
                server.text("run_id").orElse(""),
                server.text("process_id").orElse(""),
                info.section("replication").text("master_replid").orElse(""),
                server.text("valkey_version").orElse(""),
                server.text("valkey_release_stage").orElse("")));
        if (ROLES.contains(role)) {
            ROLES.forEach(each -> samples.add(Sample.of(ROLE, each.equals(role) ? 1 : 0, each)));
        }
    }

    /** Both fields are taken from the server's one cached clock, so their difference is the same on every scrape. */
    private static void times(Info info, List<Sample> samples) {
        OptionalDouble micros = info.section("server").number("server_time_usec");
        OptionalDouble uptime = info.section("server").number("uptime_in_seconds");
        if (micros.isPresent()) {
            double now = micros.getAsDouble() / 1_000_000;
            uptime.ifPresent(up -> samples.add(Sample.of(START, Math.floor(now) - up)));
            samples.add(Sample.of(CLOCK, now));
        }
    }
}
