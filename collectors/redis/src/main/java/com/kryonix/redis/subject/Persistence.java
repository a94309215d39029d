package com.kryonix.redis.subject;

import static com.kryonix.redis.Field.In.PERCENT;
import static com.kryonix.redis.Field.field;
import static com.kryonix.redis.Field.status;

import com.kryonix.collector.Kind;
import com.kryonix.collector.Metric;
import com.kryonix.redis.InfoCollector;

/**
 * Snapshots (RDB), the append-only file (AOF), and loading them.
 *
 * <pre>redis_rdb_last_save_timestamp_seconds 1.795490883E9</pre>
 *
 * Source: INFO persistence. A duration of -1 means that there was none yet: no sample.
 */
public final class Persistence {
    public static final Metric LAST_SAVE = Metric.gauge(
            "redis_rdb_last_save_timestamp_seconds", "Last successful snapshot, Unix time (INFO rdb_last_save_time)");
    public static final Metric CHANGES = Metric.gauge(
            "redis_rdb_changes_since_last_save", "Changes no snapshot holds (INFO rdb_changes_since_last_save)");
    public static final Metric LAST_SAVE_STATUS = Metric.gauge(
            "redis_rdb_last_bgsave_status", "1 when the last snapshot succeeded (INFO rdb_last_bgsave_status)");
    public static final Metric LOADING =
            Metric.gauge("redis_loading_dump_file", "1 while it loads its data (INFO loading)");
    private static final Metric DELAYED_FSYNCS = Metric.counter(
                    "redis_aof_delayed_fsyncs_total", "fsyncs put off (INFO aof_delayed_fsync)")
            .orRedisExporter("redis_aof_delayed_fsync", Kind.GAUGE, 1);

    private Persistence() {}

    public static InfoCollector collector() {
        InfoCollector.Builder persistence = InfoCollector.section("persistence").sample(LOADING, field("loading"));
        loading(persistence);
        saving(persistence);
        rdb(persistence);
        aof(persistence);
        return persistence.build();
    }

    private static void loading(InfoCollector.Builder persistence) {
        persistence
                .gauge("redis_async_loading", "1 while it loads and serves old data", field("async_loading"))
                .gauge(
                        "redis_loading_start_timestamp_seconds",
                        "When loading began, Unix time",
                        field("loading_start_time").positive())
                .gauge("redis_loading_file_bytes", "Size of the file being loaded", field("loading_total_bytes"))
                .gauge("redis_loading_loaded_bytes", "How much of it is loaded", field("loading_loaded_bytes"))
                .gauge("redis_loading_eta_seconds", "Loading's estimated rest", field("loading_eta_seconds"))
                .gauge(
                        "redis_loading_rdb_used_memory_bytes",
                        "Memory in use when the file was written",
                        field("loading_rdb_used_mem"));
    }

    private static void saving(InfoCollector.Builder persistence) {
        persistence
                .gauge("redis_current_cow_peak_bytes", "Peak of copy-on-write memory now", field("current_cow_peak"))
                .gauge("redis_current_cow_size_bytes", "Copy-on-write memory now", field("current_cow_size"))
                .gauge("redis_current_cow_age_seconds", "Age of that figure", field("current_cow_size_age"))
                .gauge(
                        "redis_current_fork_ratio",
                        "How far the child is",
                        field("current_fork_perc").in(PERCENT))
                .gauge(
                        "redis_current_save_keys_processed",
                        "Keys the child has written",
                        field("current_save_keys_processed"))
                .gauge("redis_current_save_keys", "Keys the child has to write", field("current_save_keys_total"))
                .gauge("redis_module_fork_in_progress", "1 while a module forks", field("module_fork_in_progress"))
                .gauge(
                        "redis_module_fork_last_cow_size",
                        "Copy-on-write bytes of the last one",
                        field("module_fork_last_cow_size"));
    }

    private static void rdb(InfoCollector.Builder persistence) {
        persistence
                .sample(CHANGES, field("rdb_changes_since_last_save"))
                .sample(LAST_SAVE, field("rdb_last_save_time"))
                .sample(LAST_SAVE_STATUS, status("rdb_last_bgsave_status"))
                .gauge("redis_rdb_bgsave_in_progress", "1 while it saves", field("rdb_bgsave_in_progress"))
                .gauge(
                        "redis_rdb_last_bgsave_duration_seconds",
                        "How long the last snapshot took",
                        field("rdb_last_bgsave_time_sec"))
                .gauge(
                        "redis_rdb_current_bgsave_duration_seconds",
                        "How long the present one has been running",
                        field("rdb_current_bgsave_time_sec"))
                .counter("redis_rdb_saves_total", "Snapshots since the start", field("rdb_saves"))
                .gauge(
                        "redis_rdb_last_cow_size_bytes",
                        "Copy-on-write memory of the last one",
                        field("rdb_last_cow_size"))
                .gauge(
                        "redis_rdb_last_load_expired_keys",
                        "Keys found expired at the last load",
                        field("rdb_last_load_keys_expired"))
                .gauge(
                        "redis_rdb_last_load_loaded_keys",
                        "Keys loaded at the last load",
                        field("rdb_last_load_keys_loaded"));
    }

    private static void aof(InfoCollector.Builder persistence) {
        persistence
                .gauge("redis_aof_enabled", "1 with appendonly", field("aof_enabled"))
                .gauge("redis_aof_rewrite_in_progress", "1 while it rewrites", field("aof_rewrite_in_progress"))
                .gauge("redis_aof_rewrite_scheduled", "1 when a rewrite waits", field("aof_rewrite_scheduled"))
                .gauge(
                        "redis_aof_last_rewrite_duration_seconds",
                        "How long the last rewrite took",
                        field("aof_last_rewrite_time_sec"))
                .gauge(
                        "redis_aof_current_rewrite_duration_seconds",
                        "How long the present one has been running",
                        field("aof_current_rewrite_time_sec"))
                .gauge(
                        "redis_aof_last_bgrewrite_status",
                        "1 when the last rewrite succeeded",
                        status("aof_last_bgrewrite_status"))
                .gauge("redis_aof_last_write_status", "1 when the last write did", status("aof_last_write_status"))
                .counter("redis_aof_rewrites_total", "Rewrites since the start", field("aof_rewrites"))
                .gauge(
                        "redis_aof_rewrites_consecutive_failures",
                        "Rewrites that failed in a row",
                        field("aof_rewrites_consecutive_failures"))
                .gauge(
                        "redis_aof_last_cow_size_bytes",
                        "Copy-on-write memory of the last one",
                        field("aof_last_cow_size"))
                .gauge("redis_aof_current_size_bytes", "Size of the file", field("aof_current_size"))
                .gauge("redis_aof_base_size_bytes", "Its size after the last rewrite", field("aof_base_size"))
                .gauge("redis_aof_pending_rewrite", "1 when a rewrite follows the save", field("aof_pending_rewrite"))
                .gauge("redis_aof_pending_bio_fsync", "fsyncs in the queue", field("aof_pending_bio_fsync"))
                .gauge("redis_aof_buffer_length", "Bytes in the buffer", field("aof_buffer_length"))
                .gauge("redis_aof_rewrite_buffer_length", "Bytes in its buffer", field("aof_rewrite_buffer_length"))
                .sample(DELAYED_FSYNCS, field("aof_delayed_fsync"));
    }
}
