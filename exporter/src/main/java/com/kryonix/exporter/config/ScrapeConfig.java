package com.kryonix.exporter.config;

import com.kryonix.configuration.Durations;
import com.kryonix.configuration.InvalidSetting;
import com.kryonix.configuration.Setting;
import java.time.Duration;

/** How long a scrape may take. */
public record ScrapeConfig(
        @Setting("How long a scrape may take when the request does not say (Prometheus says it in a header).")
        Duration timeout,

        @Setting("How much earlier than Prometheus gives up the page is answered, so that slow sources cost their own "
                + "series and not the page.")
        Duration timeoutOffset) {
    static final ScrapeConfig DEFAULT = new ScrapeConfig(Duration.ofSeconds(10), Duration.ofMillis(500));

    public ScrapeConfig {
        timeout = timeout == null
                ? DEFAULT.timeout()
                : Durations.within("timeout", Duration.ofMillis(100), Duration.ofMinutes(10), timeout);
        timeoutOffset = timeoutOffset == null
                ? DEFAULT.timeoutOffset()
                : Durations.within("timeout_offset", Duration.ZERO, Duration.ofMinutes(1), timeoutOffset);
        if (timeoutOffset.compareTo(timeout) >= 0) {
            throw new InvalidSetting("timeout_offset", "must be below timeout, which is " + Durations.format(timeout));
        }
    }

    /** What is left of Prometheus' own timeout; never less than a tenth of it. */
    public Duration budget(Duration prometheusTimeout) {
        Duration rest = prometheusTimeout.minus(timeoutOffset);
        Duration least = prometheusTimeout.dividedBy(10);
        return rest.compareTo(least) < 0 ? least : rest;
    }
}
