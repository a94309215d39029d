package com.kryonix.events;

import com.kryonix.collector.Buckets;
import com.kryonix.events.table.EventTable;

/** performance.api_metrics as it is declared, and the bounds that its histogram is to have. */
public final class ApiMetrics {
    public static final EventTable TABLE = EventsCatalogue.table("api_metrics");
    public static final Buckets BUCKETS =
            Buckets.of(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.2, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30);

    private ApiMetrics() {}
}
