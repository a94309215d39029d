package com.kryonix.exporter.http;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * @param listen where; port 0 for any free one
 * @param concurrentScrapes beyond which a scrape is answered with 503
 * @param defaultTimeout the scrape's time when the request does not say: Prometheus' own default is 10 s
 * @param version the exporter's, for the landing page
 */
public record HttpSettings(InetSocketAddress listen, int concurrentScrapes, Duration defaultTimeout, String version) {
    public HttpSettings {
        if (concurrentScrapes < 1) {
            throw new IllegalArgumentException("concurrent scrapes: " + concurrentScrapes);
        }
        if (defaultTimeout.isNegative() || defaultTimeout.isZero()) {
            throw new IllegalArgumentException("default timeout: " + defaultTimeout);
        }
    }
}
