package com.kryonix.postgres.subject;

import static com.kryonix.collector.Metric.gauge;
import static com.kryonix.collector.Metric.unknown;
import static com.kryonix.postgres.subject.Session.orEmpty;

import com.kryonix.collector.Metric;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * postgres_exporter's {@code pg_stat_activity_count} and {@code pg_stat_activity_max_tx_duration}, as users of its
 * dashboards need them: by database and state, which is what those dashboards sum by, with a count of 0 for the states
 * in which a database has no session. With all seven labels only where asked for: their product grows with the sessions.
 */
public final class ClientActivity {
    public static final ClientActivity NONE = new ClientActivity();
    public static final ClientActivity BY_STATE = new ClientActivity("datname", "state");
    public static final ClientActivity BY_CLIENT = new ClientActivity(
            "datname", "state", "usename", "application_name", "backend_type", "wait_event_type", "wait_event");

    private static final int LIMIT = 500;
    private static final List<String> STATES = List.of(
            "active",
            "idle",
            "idle in transaction",
            "idle in transaction (aborted)",
            "fastpath function call",
            "disabled");

    private final List<Metric> metrics;

    private ClientActivity(String... labels) {
        // UNKNOWN, because _count is a histogram's.
        this.metrics = labels.length == 0
                ? List.of()
                : List.of(
                        unknown("pg_stat_activity_count", "Sessions in this state, from pg_stat_activity.", labels),
                        gauge(
                                "pg_stat_activity_max_tx_duration",
                                "Age in seconds of their oldest transaction, from pg_stat_activity.xact_start; absent when"
                                        + " there is none.",
                                labels));
    }

    List<Metric> metrics() {
        return metrics;
    }

    /** Whether databases without a session have series, too: of a product of seven labels nobody wants the zeros. */
    boolean countsNone() {
        return !metrics.isEmpty() && metrics.get(0).labels().size() == 2;
    }

    /** @param databases all there are, where {@link #countsNone} */
    void addTo(List<Sample> samples, List<Session> sessions, Collection<String> databases) {
        if (metrics.isEmpty()) {
            return;
        }
        Tally counts = new Tally(metrics.get(0), LIMIT);
        Map<List<String>, Double> oldest = new LinkedHashMap<>();
        for (Session session : sessions) {
            if (session.database() != null && session.state() != null) {
                List<String> series = series(session);
                counts.add(1, series.toArray(String[]::new));
                if (session.transactionAge() != null) {
                    oldest.merge(series, session.transactionAge(), Math::max);
                }
            }
        }
        if (countsNone()) {
            databases.forEach(database -> STATES.forEach(state -> counts.add(0, database, state)));
        }
        counts.addTo(samples);
        oldest.entrySet().stream()
                .limit(LIMIT)
                .forEach(each -> samples.add(new Value(metrics.get(1), each.getKey(), each.getValue())));
    }

    private List<String> series(Session session) {
        List<String> byState = List.of(orEmpty(session.database()), orEmpty(session.state()));
        return countsNone()
                ? byState
                : List.of(
                        byState.get(0),
                        byState.get(1),
                        orEmpty(session.user()),
                        orEmpty(session.application()),
                        orEmpty(session.backendType()),
                        orEmpty(session.waitType()),
                        orEmpty(session.waitEvent()));
    }
}
