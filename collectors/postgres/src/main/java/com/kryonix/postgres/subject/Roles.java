package com.kryonix.postgres.subject;

import static com.kryonix.collector.Metric.gauge;
import static com.kryonix.postgres.Column.column;

import com.kryonix.collector.Metric;
import com.kryonix.postgres.QueryCollector;

/**
 * How many connections a role may hold.
 *
 * <pre>pg_roles_connection_limit{rolname="shop"} 20</pre>
 *
 * Source: {@code pg_roles.rolconnlimit}; a role without a limit has no sample.
 */
public final class Roles {
    public static final Metric CONNECTION_LIMIT = gauge(
            "pg_roles_connection_limit",
            "Concurrent connections allowed to the role, from pg_roles.rolconnlimit; absent without a limit.",
            "rolname");

    public static final QueryCollector COLLECTOR = QueryCollector.named("roles")
            .sql("SELECT rolname, rolconnlimit FROM pg_roles WHERE rolconnlimit >= 0 ORDER BY rolname")
            .label("rolname")
            .sample(CONNECTION_LIMIT, column("rolconnlimit"))
            .build();

    private Roles() {}
}
