package com.kryonix.exporter.http;

import java.time.Duration;

/**
 * How long a scrape may take: what Prometheus says in {@code X-Prometheus-Scrape-Timeout-Seconds}, less an offset for
 * the way. A header that is no number of seconds is ignored: an answer in the default's time helps more than an error.
 */
final class Budget {
    static final String HEADER = "X-Prometheus-Scrape-Timeout-Seconds";

    /** Beyond it nobody waits; below the HTTP server's own limit for a response. */
    static final Duration LONGEST = Duration.ofMinutes(2);

    private final Duration usual;
    private final Duration offset;

    Budget(Duration usual, Duration offset) {
        this.usual = usual;
        this.offset = offset;
    }

    /** @param header its value; empty when absent. What is left is never less than half of the timeout. */
    Duration of(String header) {
        Duration timeout = parsed(header);
        Duration capped = timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
        Duration least = capped.dividedBy(2);
        Duration rest = capped.minus(offset);
        return rest.compareTo(least) < 0 ? least : rest;
    }

    private Duration parsed(String header) {
        double seconds;
        try {
            seconds = Double.parseDouble(header.strip());
        } catch (NumberFormatException e) {
            return usual;
        }
        if (!(seconds >= 0.001)) {
            return usual;
        }
        return seconds > LONGEST.toSeconds() ? LONGEST : Duration.ofNanos((long) (seconds * 1e9));
    }
}
