package com.kryonix.postgres.subject;

import static com.kryonix.collector.Metric.gauge;
import static com.kryonix.collector.Metric.gaugeHistogram;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Kind;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Reading;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Scrape;
import com.kryonix.postgres.PostgresServer;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is connected, what they do and wait for, and how long their transactions have been open: one reading of
 * pg_stat_activity, counted here, so that each question has a family of its own instead of one product of seven labels.
 * The exporter's own sessions are left out.
 *
 * <pre>
 * pg_sessions{datname="shop",usename="app",state="idle in transaction"} 2
 * pg_wait_events{wait_event_type="Lock",wait_event="transactionid"} 1
 * pg_transaction_age_seconds_bucket{datname="shop",le="60.0"} 4
 * </pre>
 *
 * Source: {@code pg_stat_activity}.
 */
public final class Activity implements Collector<PostgresServer> {
    public static final Metric SESSIONS = gauge(
            "pg_sessions",
            "Client sessions, from pg_stat_activity; state unknown where the user may not see it.",
            "datname",
            "usename",
            "state");
    public static final Metric APPLICATIONS = gauge(
            "pg_sessions_by_application",
            "Client sessions, from pg_stat_activity.application_name; the rest in other.",
            "application_name");
    public static final Metric BACKENDS =
            gauge("pg_backends", "Server processes, from pg_stat_activity.backend_type.", "backend_type");
    public static final Metric WAITS = gauge(
            "pg_wait_events",
            "Active sessions by what they wait for, from pg_stat_activity.wait_event; CPU where they wait for nothing.",
            "wait_event_type",
            "wait_event");
    public static final Metric TRANSACTION_AGE = gaugeHistogram(
            "pg_transaction_age_seconds",
            "Ages of the transactions open now, from pg_stat_activity.xact_start. A snapshot: not for rate().",
            "datname");
    public static final Metric IDLE_AGE = gaugeHistogram(
            "pg_idle_in_transaction_age_seconds",
            "How long sessions have now been idle in a transaction, from pg_stat_activity.state_change. A snapshot:"
                    + " not for rate().",
            "datname");
    public static final Metric OPEN_TRANSACTIONS = gauge(
                    "pg_open_transactions",
                    "Transactions open now, autovacuum's left out, from pg_stat_activity.xact_start.")
            .orPostgresExporter("pg_long_running_transactions", Kind.GAUGE, 1);
    public static final Metric OLDEST_TRANSACTION = gauge(
                    "pg_oldest_transaction_age_seconds",
                    "Age of the oldest of them, from pg_stat_activity.xact_start; absent when there is none.")
            .orPostgresExporter("pg_long_running_transactions_oldest_timestamp_seconds", Kind.GAUGE, 1);
    public static final Metric OLDEST_QUERY = gauge(
            "pg_oldest_query_age_seconds",
            "How long the oldest running query of a client has run, from pg_stat_activity.query_start.");
    public static final Metric OLDEST_SNAPSHOT = gauge(
            "pg_oldest_snapshot_age_seconds",
            "Age of the oldest transaction that holds a snapshot, and so vacuum back, from pg_stat_activity.xact_start"
                    + " and backend_xmin.");

    private static final String DATABASES = "SELECT datname FROM pg_database";

    private final ClientActivity clients;

    /** @param clients which of postgres_exporter's activity families to give beside ours */
    public Activity(ClientActivity clients) {
        this.clients = clients;
    }

    @Override
    public String name() {
        return "activity";
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>(List.of(
                SESSIONS,
                APPLICATIONS,
                BACKENDS,
                WAITS,
                TRANSACTION_AGE,
                IDLE_AGE,
                OPEN_TRANSACTIONS,
                OLDEST_TRANSACTION,
                OLDEST_QUERY,
                OLDEST_SNAPSHOT,
                Connections.XMIN_HORIZON));
        metrics.addAll(clients.metrics());
        return metrics;
    }

    @Override
    public Reading collect(PostgresServer server, Scrape scrape) throws Exception {
        List<String> databases = new ArrayList<>();
        List<Session> sessions = server.read(scrape, handle -> {
            if (clients.countsNone()) {
                databases.addAll(
                        handle.createQuery(DATABASES).mapTo(String.class).list());
            }
            return handle.createQuery(Session.SQL)
                    .map((row, context) -> Session.of(row))
                    .list();
        });
        List<Sample> samples = new ArrayList<>();
        SessionCounts.addTo(samples, sessions);
        SessionAges.addTo(samples, sessions);
        clients.addTo(samples, sessions, databases);
        return Reading.of(samples).withoutDuplicates();
    }
}
