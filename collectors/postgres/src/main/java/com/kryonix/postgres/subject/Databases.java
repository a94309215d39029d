package com.kryonix.postgres.subject;

import static com.kryonix.collector.Metric.counter;
import static com.kryonix.collector.Metric.gauge;
import static com.kryonix.postgres.Column.column;
import static com.kryonix.postgres.SourceUnit.MILLISECONDS;

import com.kryonix.collector.Kind;
import com.kryonix.collector.Metric;
import com.kryonix.postgres.QueryCollector;

/**
 * Each database's work: transactions, blocks, rows, temporary files, sessions.
 *
 * <pre>pg_stat_database_xact_commit_total{datid="16384",datname="shop"} 4711</pre>
 *
 * Source: {@code pg_stat_database} and {@code pg_database}. The row of the objects shared by all databases has datid 0
 * and an empty datname.
 */
public final class Databases {
    public static final Metric BACKENDS =
            gauge("pg_stat_database_numbackends", help("numbackends", "Sessions connected now"), "datid", "datname");
    public static final Metric COMMITS = counted("xact_commit", "Transactions committed");
    public static final Metric ROLLBACKS = counted("xact_rollback", "Transactions rolled back");
    public static final Metric BLOCKS_READ = counted("blks_read", "Blocks read from the operating system");
    public static final Metric BLOCKS_HIT = counted("blks_hit", "Blocks found in shared buffers");
    public static final Metric TUPLES_RETURNED = counted("tup_returned", "Rows read by scans");
    public static final Metric TUPLES_FETCHED = counted("tup_fetched", "Rows fetched by index scans");
    public static final Metric TUPLES_INSERTED = counted("tup_inserted", "Rows inserted");
    public static final Metric TUPLES_UPDATED = counted("tup_updated", "Rows updated");
    public static final Metric TUPLES_DELETED = counted("tup_deleted", "Rows deleted");
    public static final Metric CONFLICTS =
            counted("conflicts", "Queries cancelled on a standby because they stood in recovery's way");
    public static final Metric TEMP_FILES = counted("temp_files", "Temporary files created by queries");
    public static final Metric TEMP_BYTES = counted("temp_bytes", "Bytes written to temporary files");
    public static final Metric DEADLOCKS = counted("deadlocks", "Deadlocks detected");
    public static final Metric READ_TIME = timed(
                    "blk_read", "blk_read_time", "Time reading blocks; needs track_io_timing")
            .orPostgresExporter("pg_stat_database_blk_read_time", Kind.UNKNOWN, 1000);
    public static final Metric WRITE_TIME = timed(
                    "blk_write", "blk_write_time", "Time writing blocks; needs track_io_timing")
            .orPostgresExporter("pg_stat_database_blk_write_time", Kind.UNKNOWN, 1000);
    public static final Metric ACTIVE_TIME = timed("active_time", "active_time", "Time spent executing statements");
    public static final Metric SESSION_TIME = timed("session", "session_time", "Time spent by sessions, idle or not");
    public static final Metric IDLE_IN_TRANSACTION_TIME =
            timed("idle_in_transaction", "idle_in_transaction_time", "Time spent idle within a transaction");
    public static final Metric SESSIONS = ours("sessions", "Sessions established");
    public static final Metric ABANDONED = ours("sessions_abandoned", "Sessions ended because the client was lost");
    public static final Metric FATAL = ours("sessions_fatal", "Sessions ended by a fatal error");
    public static final Metric KILLED = ours("sessions_killed", "Sessions ended by an administrator");
    public static final Metric WORKERS_TO_LAUNCH = ours("parallel_workers_to_launch", "Parallel workers planned");
    public static final Metric WORKERS_LAUNCHED = ours("parallel_workers_launched", "Parallel workers launched");
    public static final Metric CHECKSUM_FAILURES =
            ours("checksum_failures", "Data page checksum failures; absent while checksums are off");
    public static final Metric STATS_RESET = gauge(
                    "pg_stat_database_stats_reset_timestamp_seconds",
                    help("stats_reset", "When these statistics were last reset, Unix time"),
                    "datid",
                    "datname")
            .orPostgresExporter("pg_stat_database_stats_reset", Kind.UNKNOWN, 1);
    public static final Metric CONNECTION_LIMIT = gauge(
            "pg_database_connection_limit",
            "Concurrent connections allowed to the database, from pg_database.datconnlimit; absent without a limit.",
            "datname");

    public static final QueryCollector COLLECTOR = QueryCollector.named("database")
            .sql("""
                    SELECT s.*,
                           extract(epoch FROM s.stats_reset) AS reset_at,
                           CASE WHEN d.datconnlimit >= 0 THEN d.datconnlimit END AS connection_limit
                    FROM pg_stat_database s LEFT JOIN pg_database d ON d.oid = s.datid
                    ORDER BY s.datid
                    """)
            .label("datid")
            .label("datname")
            .sample(BACKENDS, column("numbackends"))
            .sample(COMMITS, column("xact_commit"))
            .sample(ROLLBACKS, column("xact_rollback"))
            .sample(BLOCKS_READ, column("blks_read"))
            .sample(BLOCKS_HIT, column("blks_hit"))
            .sample(TUPLES_RETURNED, column("tup_returned"))
            .sample(TUPLES_FETCHED, column("tup_fetched"))
            .sample(TUPLES_INSERTED, column("tup_inserted"))
            .sample(TUPLES_UPDATED, column("tup_updated"))
            .sample(TUPLES_DELETED, column("tup_deleted"))
            .sample(CONFLICTS, column("conflicts"))
            .sample(TEMP_FILES, column("temp_files"))
            .sample(TEMP_BYTES, column("temp_bytes"))
            .sample(DEADLOCKS, column("deadlocks"))
            .sample(READ_TIME, column("blk_read_time").in(MILLISECONDS))
            .sample(WRITE_TIME, column("blk_write_time").in(MILLISECONDS))
            .sample(ACTIVE_TIME, column("active_time").in(MILLISECONDS).since(14))
            .sample(SESSION_TIME, column("session_time").in(MILLISECONDS).since(14))
            .sample(
                    IDLE_IN_TRANSACTION_TIME,
                    column("idle_in_transaction_time").in(MILLISECONDS).since(14))
            .sample(SESSIONS, column("sessions").since(14))
            .sample(ABANDONED, column("sessions_abandoned").since(14))
            .sample(FATAL, column("sessions_fatal").since(14))
            .sample(KILLED, column("sessions_killed").since(14))
            .sample(WORKERS_TO_LAUNCH, column("parallel_workers_to_launch").since(18))
            .sample(WORKERS_LAUNCHED, column("parallel_workers_launched").since(18))
            .sample(CHECKSUM_FAILURES, column("checksum_failures"))
            .sample(STATS_RESET, column("reset_at"))
            .sample(CONNECTION_LIMIT, column("connection_limit"))
            .build();

    private Databases() {}

    /** A counter that postgres_exporter has, without {@code _total}. */
    private static Metric counted(String column, String what) {
        return ours(column, what).orPostgresExporter("pg_stat_database_" + column, Kind.UNKNOWN, 1);
    }

    private static Metric ours(String column, String what) {
        return counter("pg_stat_database_" + column + "_total", help(column, what), "datid", "datname");
    }

    private static Metric timed(String name, String column, String what) {
        return counter("pg_stat_database_" + name + "_seconds_total", help(column, what), "datid", "datname");
    }

    private static String help(String column, String what) {
        return what + ", from pg_stat_database." + column + ".";
    }
}
