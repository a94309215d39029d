package com.kryonix.postgres.subject;

import static com.kryonix.collector.Metric.gauge;
import static com.kryonix.collector.Requirement.grant;
import static com.kryonix.postgres.Column.column;

import com.kryonix.collector.Metric;
import com.kryonix.postgres.QueryCollector;

/**
 * The temporary files that are there now: what running queries hold, which the statistics count only afterwards.
 *
 * <pre>pg_temp_files_bytes{tablespace="pg_default"} 1.073741824E9</pre>
 *
 * Source: {@code pg_ls_tmpdir()} of each tablespace; members of pg_monitor may call it.
 */
public final class TemporaryFiles {
    public static final Metric FILES =
            gauge("pg_temp_files", "Temporary files that exist now, from pg_ls_tmpdir().", "tablespace");
    public static final Metric BYTES =
            gauge("pg_temp_files_bytes", "Their size now, from pg_ls_tmpdir().size.", "tablespace");
    public static final Metric OLDEST = gauge(
            "pg_temp_files_oldest_age_seconds",
            "Time since the one longest unchanged was written to, from pg_ls_tmpdir().modification.",
            "tablespace");

    public static final QueryCollector COLLECTOR = QueryCollector.named("temp_files")
            .requires(grant("pg_monitor", "run GRANT pg_monitor TO \"%s\""))
            .sql("""
                    SELECT t.spcname AS tablespace, count(f.name) AS files, coalesce(sum(f.size), 0) AS bytes,
                           extract(epoch FROM clock_timestamp() - min(f.modification)) AS oldest
                    FROM pg_tablespace t LEFT JOIN LATERAL pg_ls_tmpdir(t.oid) f ON true
                    WHERE t.spcname <> 'pg_global'
                    GROUP BY t.spcname ORDER BY t.spcname
                    """)
            .label("tablespace")
            .sample(FILES, column("files"))
            .sample(BYTES, column("bytes"))
            .sample(OLDEST, column("oldest"))
            .build();

    private TemporaryFiles() {}
}
