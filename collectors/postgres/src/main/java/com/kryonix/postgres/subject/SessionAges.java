package com.kryonix.postgres.subject;

import static com.kryonix.postgres.subject.Session.orEmpty;

import com.kryonix.collector.Metric;
import com.kryonix.collector.Sample;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How old what sessions hold open is. */
final class SessionAges {
    private static final int DATABASES_LIMIT = 100;

    private SessionAges() {}

    static void addTo(List<Sample> samples, List<Session> all) {
        Ages transactions = new Ages(Activity.TRANSACTION_AGE, DATABASES_LIMIT);
        Ages idle = new Ages(Activity.IDLE_AGE, DATABASES_LIMIT);
        List<Session> clients = all.stream().filter(Session::isClient).toList();
        for (Session session : clients) {
            String database = orEmpty(session.database());
            add(transactions, database, session.transactionAge());
            add(idle, database, session.idleInTransactionAge());
        }
        transactions.addTo(samples);
        idle.addTo(samples);

        long open = clients.stream()
                .filter(session -> session.transactionAge() != null)
                .count();
        samples.add(Sample.of(Activity.OPEN_TRANSACTIONS, (double) open));
        oldest(samples, Activity.OLDEST_TRANSACTION, clients, Session::transactionAge);
        oldest(samples, Activity.OLDEST_QUERY, clients, Session::queryAge);
        oldest(
                samples,
                Activity.OLDEST_SNAPSHOT,
                all,
                session -> session.xminAge() == null ? null : session.transactionAge());
        Predicate<Session> standby = session -> "walsender".equals(session.backendType());
        oldest(samples, Connections.XMIN_HORIZON, only(all, standby.negate()), Session::xminAge, "backend");
        oldest(samples, Connections.XMIN_HORIZON, only(all, standby), Session::xminAge, "standby");
    }

    /** A database with sessions and nothing open shows an empty histogram: that was measured. */
    private static void add(Ages ages, String database, @Nullable Double age) {
        if (age == null) {
            ages.seen(database);
        } else {
            ages.add(database, age);
        }
    }

    private static List<Session> only(List<Session> sessions, Predicate<Session> which) {
        return sessions.stream().filter(which).toList();
    }

    private static void oldest(
            List<Sample> samples,
            Metric metric,
            List<Session> sessions,
            Function<Session, @Nullable Double> age,
            String... labels) {
        sessions.stream()
                .map(age)
                .filter(each -> each != null)
                .mapToDouble(Double::doubleValue)
                .max()
                .ifPresent(oldest -> samples.add(Sample.of(metric, oldest, labels)));
    }
}
