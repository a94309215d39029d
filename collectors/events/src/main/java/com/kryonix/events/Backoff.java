package com.kryonix.events;

import java.time.Duration;

/** How long to wait after a failure: a second, then twice as long each time, up to half a minute. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LAST = Duration.ofSeconds(30);

    private Duration next = FIRST;

    Duration next() {
        Duration now = next;
        Duration doubled = now.multipliedBy(2);
        next = doubled.compareTo(LAST) > 0 ? LAST : doubled;
        return now;
    }

    void reset() {
        next = FIRST;
    }
}
