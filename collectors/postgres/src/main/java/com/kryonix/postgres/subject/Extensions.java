package com.kryonix.postgres.subject;

import static com.kryonix.collector.Metric.info;

import com.kryonix.collector.Metric;
import com.kryonix.postgres.QueryCollector;

/**
 * The extensions of the database connected to; one that lags behind its library after an upgrade shows here.
 *
 * <pre>pg_extension_info{datname="shop",extension="pg_stat_statements",version="1.11"} 1</pre>
 *
 * Source: {@code pg_extension}.
 */
public final class Extensions {
    public static final Metric EXTENSION = info(
            "pg_extension_info",
            "Always 1; an extension and its version, from pg_extension.",
            "datname",
            "extension",
            "version");

    public static final QueryCollector COLLECTOR = QueryCollector.named("extensions")
            .sql("""
                    SELECT current_database() AS datname, extname AS extension, extversion AS version
                    FROM pg_extension ORDER BY extname
                    """)
            .label("datname")
            .label("extension")
            .label("version")
            .info(EXTENSION)
            .build();

    private Extensions() {}
}
