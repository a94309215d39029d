package com.kryonix.dashboards.overview;

import com.kryonix.collector.Metric;
import com.kryonix.events.EventsCatalogue;

/** The families of {@code performance.api_metrics} that are shown here. */
final class ApiMetrics {
    static final Metric REQUESTS = EventsCatalogue.metric("api_requests_total");
    static final Metric DURATION = EventsCatalogue.metric("api_request_duration_seconds");

    private ApiMetrics() {}
}
