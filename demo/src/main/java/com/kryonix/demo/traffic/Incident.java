package com.kryonix.demo.traffic;

import java.time.Duration;
import java.util.Locale;

/** Trouble that the demo makes on purpose, for a bounded time, so that an alert fires and resolves. */
public enum Incident {
    /** The sales report takes longer than the platform's limits of 5 s and 10 s. */
    SLOW_ENDPOINT(Duration.ofSeconds(60)),
    /** Four of ten payments end with a server error. Its alerts wait 2 minutes before they fire. */
    ERROR_BURST(Duration.ofMinutes(4));

    /** How long after the traffic's begin it starts: late enough for a few scrapes of the calm before. */
    public static final Duration QUIET = Duration.ofSeconds(45);

    private final Duration lasts;

    Incident(Duration lasts) {
        this.lasts = lasts;
    }

    public Duration lasts() {
        return lasts;
    }

    private boolean isOn(long sinceBeginNanos) {
        long since = sinceBeginNanos - QUIET.toNanos();
        return since >= 0 && since < lasts.toNanos();
    }

    /** What it does to a request that arrives then; {@code share} in [0, 1) decides where only some are hit. */
    Fault faultOf(Endpoint endpoint, long dueNanos, double share) {
        if (!isOn(dueNanos)) {
            return Fault.NONE;
        }
        return switch (this) {
            case SLOW_ENDPOINT -> endpoint == Endpoint.SALES_REPORT ? Fault.HANGS : Fault.NONE;
            case ERROR_BURST -> endpoint == Endpoint.PAY && share < 0.4 ? Fault.FAILS : Fault.NONE;
        };
    }

    /** As on the command line: {@code slow-endpoint}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
