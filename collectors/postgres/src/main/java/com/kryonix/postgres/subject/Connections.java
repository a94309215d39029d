package com.kryonix.postgres.subject;

import static com.kryonix.collector.Metric.gauge;
import static com.kryonix.postgres.Column.column;

import com.kryonix.collector.Metric;
import com.kryonix.postgres.QueryCollector;

/**
 * How many connections there may be, and what holds back vacuum besides sessions: prepared transactions and
 * replication slots.
 *
 * <pre>
 * pg_connections_limit 100
 * pg_xmin_horizon_age_transactions{holder="slot"} 120934
 * </pre>
 *
 * Source: settings, {@code pg_prepared_xacts}, {@code pg_replication_slots}.
 */
public final class Connections {
    public static final Metric LIMIT =
            gauge("pg_connections_limit", "Connections that the server accepts, from max_connections.");
    public static final Metric RESERVED = gauge(
            "pg_connections_reserved",
            "Those of them kept for superusers and, since 16, for members of pg_use_reserved_connections, from"
                    + " superuser_reserved_connections and reserved_connections.");
    public static final Metric PREPARED =
            gauge("pg_prepared_transactions", "Transactions prepared for two-phase commit, from pg_prepared_xacts.");
    public static final Metric OLDEST_PREPARED = gauge(
            "pg_oldest_prepared_transaction_age_seconds",
            "Age of the oldest prepared transaction, from pg_prepared_xacts.prepared.");
    /** Also given by {@link Activity}, for the holders that are sessions. */
    public static final Metric XMIN_HORIZON = gauge(
            "pg_xmin_horizon_age_transactions",
            "Transactions since the oldest one that vacuum must still respect, by who holds it: age() of backend_xmin"
                    + " (backend, standby), pg_prepared_xacts (prepared), pg_replication_slots (slot, slot_catalog).",
            "holder");

    public static final QueryCollector COLLECTOR = QueryCollector.named("connections")
            .sql("""
                    SELECT current_setting('max_connections')::int AS max,
                           current_setting('superuser_reserved_connections')::int
                             + coalesce(current_setting('reserved_connections', true), '0')::int AS reserved,
                           p.*, s.*
                    FROM (SELECT count(*) AS prepared,
                                 extract(epoch FROM clock_timestamp() - min(prepared)) AS oldest,
                                 max(age(transaction)) AS prepared_xmin
                            FROM pg_prepared_xacts) p,
                         (SELECT max(age(xmin)) AS slot_xmin, max(age(catalog_xmin)) AS catalog_xmin
                            FROM pg_replication_slots) s
                    """)
            .sample(LIMIT, column("max"))
            .sample(RESERVED, column("reserved"))
            .sample(PREPARED, column("prepared"))
            .sample(OLDEST_PREPARED, column("oldest"))
            .sample(XMIN_HORIZON, column("prepared_xmin").with("holder", "prepared"))
            .sample(XMIN_HORIZON, column("slot_xmin").with("holder", "slot"))
            .sample(XMIN_HORIZON, column("catalog_xmin").with("holder", "slot_catalog"))
            .build();

    private Connections() {}
}
