package com.kryonix.events;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Reading;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Scrape;
import com.kryonix.events.maintenance.MaintenanceHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * How {@code serve --maintain} is doing; nothing without it.
 *
 * <pre>
 * kryonix_maintenance_success{table="api_metrics"} 1
 * kryonix_maintenance_last_success_timestamp_seconds{table="api_metrics"} 1.7954e9
 * </pre>
 */
public final class MaintenanceCollector implements Collector<EventTails> {
    public static final Metric SUCCESS = Metric.gauge(
            "kryonix_maintenance_success",
            "1 when the last hourly run of serve --maintain went well for this event table, else 0.",
            "table");
    static final Metric LAST_SUCCESS = Metric.gauge(
            "kryonix_maintenance_last_success_timestamp_seconds",
            "When serve --maintain last made days, rolled up and dropped what is old of this event table.",
            "table");

    private static final double MILLIS = 1e3;

    @Override
    public String name() {
        return "maintenance";
    }

    @Override
    public List<Metric> metrics() {
        return List.of(SUCCESS, LAST_SUCCESS);
    }

    @Override
    public Reading collect(EventTails tails, Scrape scrape) {
        MaintenanceHealth health = tails.maintenance();
        List<Sample> samples = new ArrayList<>();
        new TreeMap<>(health.succeeded())
                .forEach((table, success) -> samples.add(Sample.of(SUCCESS, success ? 1 : 0, table)));
        new TreeMap<>(health.lastSuccess())
                .forEach((table, at) -> samples.add(Sample.of(LAST_SUCCESS, at.toEpochMilli() / MILLIS, table)));
        return Reading.of(samples);
    }
}
