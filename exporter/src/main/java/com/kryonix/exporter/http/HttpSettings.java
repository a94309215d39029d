package com.kryonix.exporter.http;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * @param listen where; port 0 for any free one
 * @param concurrentScrapes beyond which a scrape is answered with 503
 * @param timeout the scrape's time when the request does not say: Prometheus' own default is 10 s
 * @param timeoutOffset how much before Prometheus gives up the page is answered
 * @param version the exporter's, for the landing page
 */
public record HttpSettings(
        InetSocketAddress listen, int concurrentScrapes, Duration timeout, Duration timeoutOffset, String version) {
    public HttpSettings {
        if (concurrentScrapes < 1) {
            throw new IllegalArgumentException("concurrent scrapes: " + concurrentScrapes);
        }
        if (timeout.isNegative() || timeout.isZero() || timeoutOffset.isNegative()) {
            throw new IllegalArgumentException("timeout " + timeout + ", offset " + timeoutOffset);
        }
    }
}
