package com.kryonix.postgres.statements;

import static com.kryonix.collector.Metric.counter;

import com.kryonix.collector.Metric;
import org.jspecify.annotations.Nullable;

/**
 * The counters of pg_stat_statements: each one's column, the first minor version of extension 1.x that has it, and the
 * family it becomes. Columns of time are in milliseconds.
 */
@SuppressWarnings("ImmutableEnumChecker") // A Metric is immutable, though not annotated so.
public enum Counter {
    CALLS(8, "calls", 1, of("calls_total", "Executions", "calls")),
    EXECUTION(8, "total_exec_time", Counter.MILLISECONDS, of("seconds_total", "Execution time", "total_exec_time")),
    ROWS(8, "rows", 1, of("rows_total", "Rows retrieved or affected", "rows")),
    PLANS(8, "plans", 1, of("plans_total", "Times planned; stays 0 unless track_planning is on", "plans")),
    PLANNING(
            8,
            "total_plan_time",
            Counter.MILLISECONDS,
            of("plan_seconds_total", "Planning time; stays 0 unless track_planning is on", "total_plan_time")),

    SHARED_HIT(
            8, "shared_blks_hit", 1, of("shared_blocks_hit_total", "Shared blocks found in cache", "shared_blks_hit")),
    SHARED_READ(8, "shared_blks_read", 1, of("shared_blocks_read_total", "Shared blocks read", "shared_blks_read")),
    SHARED_DIRTIED(
            8,
            "shared_blks_dirtied",
            1,
            of("shared_blocks_dirtied_total", "Shared blocks dirtied", "shared_blks_dirtied")),
    SHARED_WRITTEN(
            8,
            "shared_blks_written",
            1,
            of("shared_blocks_written_total", "Shared blocks written", "shared_blks_written")),
    LOCAL_HIT(8, "local_blks_hit", 1, of("local_blocks_hit_total", "Local blocks found in cache", "local_blks_hit")),
    LOCAL_READ(8, "local_blks_read", 1, of("local_blocks_read_total", "Local blocks read", "local_blks_read")),
    LOCAL_DIRTIED(
            8, "local_blks_dirtied", 1, of("local_blocks_dirtied_total", "Local blocks dirtied", "local_blks_dirtied")),
    LOCAL_WRITTEN(
            8, "local_blks_written", 1, of("local_blocks_written_total", "Local blocks written", "local_blks_written")),
    TEMP_READ(8, "temp_blks_read", 1, of("temp_blocks_read_total", "Temporary blocks read", "temp_blks_read")),
    TEMP_WRITTEN(
            8,
            "temp_blks_written",
            1,
            of("temp_blocks_written_total", "Temporary blocks written", "temp_blks_written")),

    SHARED_READING(
            8,
            "shared_blk_read_time",
            Counter.MILLISECONDS,
            of(
                    "block_read_seconds_total",
                    "Time reading shared blocks (before 1.11: shared and local); 0 unless track_io_timing is on",
                    "shared_blk_read_time")),
    SHARED_WRITING(
            8,
            "shared_blk_write_time",
            Counter.MILLISECONDS,
            of(
                    "block_write_seconds_total",
                    "Time writing shared blocks (before 1.11: shared and local); 0 unless track_io_timing is on",
                    "shared_blk_write_time")),
    LOCAL_READING(
            11,
            "local_blk_read_time",
            Counter.MILLISECONDS,
            of("local_block_read_seconds_total", "Time reading local blocks", "local_blk_read_time")),
    LOCAL_WRITING(
            11,
            "local_blk_write_time",
            Counter.MILLISECONDS,
            of("local_block_write_seconds_total", "Time writing local blocks", "local_blk_write_time")),
    TEMP_READING(
            10,
            "temp_blk_read_time",
            Counter.MILLISECONDS,
            of("temp_block_read_seconds_total", "Time reading temporary blocks", "temp_blk_read_time")),
    TEMP_WRITING(
            10,
            "temp_blk_write_time",
            Counter.MILLISECONDS,
            of("temp_block_write_seconds_total", "Time writing temporary blocks", "temp_blk_write_time")),

    WAL_RECORDS(8, "wal_records", 1, of("wal_records_total", "WAL records generated", "wal_records")),
    WAL_FPI(8, "wal_fpi", 1, of("wal_fpi_total", "WAL full page images generated", "wal_fpi")),
    WAL_BYTES(8, "wal_bytes", 1, of("wal_bytes_total", "WAL generated", "wal_bytes")),
    WAL_BUFFERS_FULL(
            12,
            "wal_buffers_full",
            1,
            of("wal_buffers_full_total", "Times the WAL buffers became full", "wal_buffers_full")),

    JIT_FUNCTIONS(10, "jit_functions", 1, of("jit_functions_total", "Functions compiled by JIT", "jit_functions")),
    JIT_INLINING_COUNT(10, "jit_inlining_count", 1, Jit.OPERATIONS, "inlining"),
    JIT_OPTIMIZATION_COUNT(10, "jit_optimization_count", 1, Jit.OPERATIONS, "optimization"),
    JIT_EMISSION_COUNT(10, "jit_emission_count", 1, Jit.OPERATIONS, "emission"),
    JIT_DEFORM_COUNT(11, "jit_deform_count", 1, Jit.OPERATIONS, "deform"),
    JIT_GENERATION(10, "jit_generation_time", Counter.MILLISECONDS, Jit.SECONDS, "generation"),
    JIT_INLINING(10, "jit_inlining_time", Counter.MILLISECONDS, Jit.SECONDS, "inlining"),
    JIT_OPTIMIZATION(10, "jit_optimization_time", Counter.MILLISECONDS, Jit.SECONDS, "optimization"),
    JIT_EMISSION(10, "jit_emission_time", Counter.MILLISECONDS, Jit.SECONDS, "emission"),
    JIT_DEFORM(11, "jit_deform_time", Counter.MILLISECONDS, Jit.SECONDS, "deform"),

    WORKERS_PLANNED(
            12,
            "parallel_workers_to_launch",
            1,
            of("parallel_workers_planned_total", "Parallel workers planned", "parallel_workers_to_launch")),
    WORKERS_LAUNCHED(
            12,
            "parallel_workers_launched",
            1,
            of("parallel_workers_launched_total", "Parallel workers launched", "parallel_workers_launched"));

    /** From milliseconds to seconds. */
    static final double MILLISECONDS = 1e-3;

    static final int COUNT = values().length;

    private final int since;
    private final String column;
    private final double factor;
    private final Metric metric;
    private final @Nullable String phase;

    Counter(int since, String column, double factor, Metric metric) {
        this(since, column, factor, metric, null);
    }

    Counter(int since, String column, double factor, Metric metric, @Nullable String phase) {
        this.since = since;
        this.column = column;
        this.factor = factor;
        this.metric = metric;
        this.phase = phase;
    }

    private static Metric of(String name, String what, String column) {
        return counter(
                "pg_stat_statements_" + name,
                what + " of the statement, toplevel and nested (pg_stat_statements." + column + ")",
                "user",
                "datname",
                "queryid");
    }

    /** The family it gives samples of. */
    public Metric metric() {
        return metric;
    }

    /** Its place in an entry's vector. */
    @SuppressWarnings("EnumOrdinal") // The declared order is the vector's; nothing is stored by it.
    int place() {
        return ordinal();
    }

    /** Whether the column is a float8; the others are int8. */
    boolean isTime() {
        return factor == MILLISECONDS;
    }

    /** What turns the column's unit into the family's. */
    double factor() {
        return factor;
    }

    /** The value of the label {@code phase}, for families that have it. */
    @Nullable
    String phase() {
        return phase;
    }

    /** Its column in version 1.{@code minor} of the extension; null where there is none. */
    @Nullable
    String columnIn(int minor) {
        if (minor < since) {
            return null;
        }
        // 1.11 split what 1.8 counted together, and renamed it.
        return minor < 11 && column.startsWith("shared_blk_") ? column.substring("shared_".length()) : column;
    }

    /** Families with one series a phase; here because an enum's constants come before its own constants. */
    private static final class Jit {
        static final Metric OPERATIONS = counter(
                "pg_stat_statements_jit_operations_total",
                "Times JIT did this for the statement (pg_stat_statements.jit_<phase>_count)",
                "user",
                "datname",
                "queryid",
                "phase");
        static final Metric SECONDS = counter(
                "pg_stat_statements_jit_seconds_total",
                "Time JIT spent on this for the statement (pg_stat_statements.jit_<phase>_time)",
                "user",
                "datname",
                "queryid",
                "phase");
    }
}
