package com.kryonix.redis.subject;

import static com.kryonix.redis.Field.field;

import com.kryonix.collector.Kind;
import com.kryonix.collector.Metric;
import com.kryonix.redis.Field;
import com.kryonix.redis.InfoCollector;

/**
 * Memory: used, allowed, fragmented, and by whom.
 *
 * <pre>redis_memory_used_bytes 941016.0</pre>
 *
 * Source: INFO memory. A server without a limit reports maxmemory:0; that is no limit of 0 bytes, so
 * redis_memory_max_bytes has no sample then, and used/max has no value instead of infinity.
 */
public final class Memory {
    public static final Metric USED =
            Metric.gauge("redis_memory_used_bytes", "Memory the allocator gave to Redis (INFO used_memory)");
    public static final Metric MAX = Metric.gauge(
            "redis_memory_max_bytes", "The limit on used memory; absent when there is none (INFO maxmemory)");
    public static final Metric RSS = Metric.gauge(
            "redis_memory_used_rss_bytes", "Memory of the process as the system sees it (INFO used_memory_rss)");
    public static final Metric PEAK =
            Metric.gauge("redis_memory_used_peak_bytes", "Most memory ever used (INFO used_memory_peak)");
    public static final Metric FRAGMENTATION = Metric.gauge(
            "redis_mem_fragmentation_ratio", "Resident by used memory; 1 is perfect (INFO mem_fragmentation_ratio)");
    public static final Metric SYSTEM =
            Metric.gauge("redis_total_system_memory_bytes", "Memory of the machine (INFO total_system_memory)");
    private static final Metric VM = Metric.gauge(
                    "redis_memory_used_vm_bytes", "Memory of the Lua engines (INFO used_memory_vm_total)")
            .orRedisExporter("redis_memory_used_vm_total", Kind.UNKNOWN, 1);

    private Memory() {}

    public static InfoCollector collector() {
        InfoCollector.Builder memory = InfoCollector.section("memory")
                .sample(USED, field("used_memory"))
                .sample(RSS, field("used_memory_rss"))
                .sample(PEAK, field("used_memory_peak"))
                .sample(MAX, field("maxmemory").positive())
                .gauge("redis_config_maxmemory", "The setting maxmemory; 0 is no limit", field("maxmemory"))
                .sample(SYSTEM, field("total_system_memory").positive())
                .sample(FRAGMENTATION, field("mem_fragmentation_ratio"))
                .sample(VM, field("used_memory_vm_total"))
                .gauge(
                        "redis_mem_fragmentation_bytes",
                        "Resident minus used memory; below 0 when part of it is swapped out",
                        field("mem_fragmentation_bytes").signed())
                .gauge(
                        "redis_memory_used_peak_timestamp_seconds",
                        "When memory use was at its peak, Unix time",
                        field("used_memory_peak_time").positive());
        usedFor(memory);
        allocator(memory);
        buffers(memory);
        return memory.gauge("redis_number_of_cached_scripts", "Scripts kept", field("number_of_cached_scripts"))
                .gauge("redis_number_of_functions", "Functions loaded", field("number_of_functions"))
                .gauge("redis_number_of_libraries", "Function libraries loaded", field("number_of_libraries"))
                .gauge(
                        "redis_active_defrag_running",
                        "Per cent of CPU that active defragmentation means to use; 0 when it rests",
                        field("active_defrag_running"))
                .gauge(
                        "redis_lazyfree_pending_objects",
                        "Objects waiting to be freed in the background",
                        field("lazyfree_pending_objects"))
                .gauge(
                        "redis_lazyfreed_objects",
                        "Objects freed in the background since the start",
                        field("lazyfreed_objects"))
                .build();
    }

    private static void usedFor(InfoCollector.Builder memory) {
        used(memory, "overhead", "Memory for the server's own structures");
        used(memory, "startup", "Memory used right after the start");
        used(memory, "dataset", "Memory for data: used minus overhead");
        used(memory, "lua", "Memory of the EVAL engine");
        used(memory, "vm_eval", "Memory of the EVAL engine, outside the data set");
        used(memory, "scripts_eval", "Memory of EVAL's cached scripts");
        used(memory, "vm_functions", "Memory of the functions' engine, outside the data set");
        used(memory, "scripts", "Memory of scripts and functions");
        used(memory, "functions", "Memory of function libraries");
        reservation(memory, "memory_max_reservation", "maxmemory_reservation");
        reservation(memory, "memory_max_reservation_desired", "maxmemory_desired_reservation");
        reservation(memory, "memory_max_fragmentation_reservation", "maxfragmentationmemory_reservation");
        reservation(
                memory, "memory_max_fragmentation_reservation_desired", "maxfragmentationmemory_desired_reservation");
    }

    private static void used(InfoCollector.Builder memory, String what, String help) {
        memory.gauge("redis_memory_used_" + what + "_bytes", help, field("used_memory_" + what));
    }

    private static void reservation(InfoCollector.Builder memory, String metric, String field) {
        memory.gauge("redis_" + metric + "_bytes", "Memory set apart by Azure's Redis", field(field));
    }

    private static void allocator(InfoCollector.Builder memory) {
        bytes(memory, "allocator_allocated", field("allocator_allocated"), "Bytes asked of the allocator");
        bytes(memory, "allocator_active", field("allocator_active"), "Bytes in the allocator's pages in use");
        bytes(memory, "allocator_resident", field("allocator_resident"), "Bytes resident in the allocator");
        bytes(memory, "allocator_muzzy", field("allocator_muzzy"), "Bytes the system may take back");
        bytes(memory, "allocator_frag", field("allocator_frag_bytes").signed(), "Active minus allocated bytes");
        bytes(memory, "allocator_rss", field("allocator_rss_bytes").signed(), "Resident minus active bytes");
        bytes(
                memory,
                "rss_overhead",
                field("rss_overhead_bytes").signed(),
                "The process' resident bytes minus the allocator's");
        memory.gauge("redis_allocator_frag_ratio", "Active by allocated bytes", field("allocator_frag_ratio"))
                .gauge("redis_allocator_rss_ratio", "Resident by active bytes", field("allocator_rss_ratio"))
                .gauge(
                        "redis_rss_overhead_ratio",
                        "The process' resident bytes by the allocator's",
                        field("rss_overhead_ratio"));
    }

    private static void buffers(InfoCollector.Builder memory) {
        memory.gauge("redis_mem_clients_normal", "Bytes of clients' buffers", field("mem_clients_normal"))
                .gauge("redis_mem_clients_slaves", "Bytes of replicas' buffers", field("mem_clients_slaves"));
        bytes(memory, "mem_cluster_links", field("mem_cluster_links"), "Memory of the cluster bus");
        bytes(memory, "mem_aof_buffer", field("mem_aof_buffer"), "Memory of the AOF's buffers");
        bytes(memory, "mem_replication_backlog", field("mem_replication_backlog"), "Memory of the backlog");
        bytes(
                memory,
                "mem_total_replication_buffers",
                field("mem_total_replication_buffers"),
                "Memory of all replication buffers");
        bytes(
                memory,
                "mem_replica_full_sync_buffer",
                field("mem_replica_full_sync_buffer"),
                "Memory that gathers changes during a full synchronisation");
        bytes(memory, "mem_replicas_repl_buffer", field("mem_replicas_repl_buffer"), "Memory of replicas' buffers");
        bytes(
                memory,
                "mem_not_counted_for_eviction",
                field("mem_not_counted_for_evict"),
                "Used memory that maxmemory does not count");
        bytes(
                memory,
                "mem_overhead_db_hashtable_rehashing",
                field("mem_overhead_db_hashtable_rehashing"),
                "Memory of hash tables while they grow");
    }

    private static void bytes(InfoCollector.Builder memory, String metric, Field field, String help) {
        memory.gauge("redis_" + metric + "_bytes", help, field);
    }
}
