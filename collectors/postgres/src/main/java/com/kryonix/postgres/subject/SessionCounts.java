package com.kryonix.postgres.subject;

import static com.kryonix.postgres.subject.Session.orEmpty;

import com.kryonix.collector.Sample;
import java.util.List;

/** How many sessions there are, by each question's labels. */
final class SessionCounts {
    private static final int SESSIONS_LIMIT = 200;
    private static final int APPLICATIONS_LIMIT = 30;
    private static final int BACKENDS_LIMIT = 50;
    private static final int WAITS_LIMIT = 100;

    private SessionCounts() {}

    static void addTo(List<Sample> samples, List<Session> all) {
        Tally sessions = new Tally(Activity.SESSIONS, SESSIONS_LIMIT);
        Tally applications = new Tally(Activity.APPLICATIONS, APPLICATIONS_LIMIT);
        Tally backends = new Tally(Activity.BACKENDS, BACKENDS_LIMIT);
        Tally waits = new Tally(Activity.WAITS, WAITS_LIMIT);
        for (Session session : all) {
            String type = session.backendType() == null ? "unknown" : session.backendType();
            backends.add(1, type);
            if (session.isClient()) {
                String state = session.state() == null ? "unknown" : session.state();
                sessions.add(1, orEmpty(session.database()), orEmpty(session.user()), state);
                applications.add(1, orEmpty(session.application()));
            }
            if (session.isActive()) {
                boolean waiting = session.waitType() != null;
                waits.add(
                        1,
                        waiting ? orEmpty(session.waitType()) : "CPU",
                        waiting ? orEmpty(session.waitEvent()) : "CPU");
            }
        }
        sessions.addTo(samples);
        applications.addTo(samples);
        backends.addTo(samples);
        waits.addTo(samples);
    }
}
