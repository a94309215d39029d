package com.kryonix.postgres.subject;

import static com.kryonix.collector.Metric.gauge;
import static com.kryonix.postgres.Column.column;

import com.kryonix.collector.Metric;
import com.kryonix.postgres.QueryCollector;

/**
 * The size of each database on disk. It walks every file of every database, which is most of what other exporters
 * cost a server: cache it for minutes.
 *
 * <pre>pg_database_size_bytes{datname="shop"} 7.8643E+09</pre>
 *
 * Source: {@code pg_database_size()}, for all databases in one statement; a database that we may neither connect to
 * nor read the statistics of has no sample.
 */
public final class DatabaseSizes {
    public static final Metric SIZE =
            gauge("pg_database_size_bytes", "Disk space used by the database, from pg_database_size().", "datname");

    public static final QueryCollector COLLECTOR = QueryCollector.named("database_size")
            .sql("""
                    SELECT datname, pg_database_size(oid) AS size
                    FROM pg_database
                    WHERE has_database_privilege(oid, 'CONNECT') OR pg_has_role('pg_read_all_stats', 'USAGE')
                    ORDER BY size DESC
                    """)
            .label("datname")
            .sample(SIZE, column("size"))
            .build();

    private DatabaseSizes() {}
}
