package com.kryonix.demo.traffic;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The platform's own alerts: one opens with a response above the threshold, and the next quick one resolves it. */
final class SlowResponseAlerts {
    private static final double THRESHOLD_SECONDS = 1.2;
    private static final double CRITICAL_SECONDS = 5;

    private final Recorder recorder;
    private final Set<Endpoint> open = ConcurrentHashMap.newKeySet();

    SlowResponseAlerts(Recorder recorder) {
        this.recorder = recorder;
    }

    void saw(Endpoint endpoint, long tookNanos) {
        double seconds = tookNanos / 1e9;
        if (seconds > THRESHOLD_SECONDS && open.add(endpoint)) {
            recorder.add(Event.of(
                    EventWrite.ALERT_OPENED,
                    seconds > CRITICAL_SECONDS ? "critical" : "warning",
                    String.format(Locale.ROOT, "%s %s took %.1f s", endpoint.method, endpoint.route, seconds),
                    THRESHOLD_SECONDS,
                    seconds,
                    endpoint.route));
        } else if (seconds <= THRESHOLD_SECONDS && open.remove(endpoint)) {
            recorder.add(Event.of(EventWrite.ALERT_RESOLVED, endpoint.route));
        }
    }
}
