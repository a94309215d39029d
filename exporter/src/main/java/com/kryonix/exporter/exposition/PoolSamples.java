package com.kryonix.exporter.exposition;

import static com.kryonix.exporter.exposition.ExporterMetrics.POOL_CONNECTIONS;
import static com.kryonix.exporter.exposition.ExporterMetrics.POOL_LIMIT;
import static com.kryonix.exporter.exposition.ExporterMetrics.POOL_PENDING;
import static com.kryonix.exporter.exposition.ExporterMetrics.POOL_TIMEOUTS;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import com.kryonix.collector.Sample;
import java.util.ArrayList;
import java.util.List;

/** HikariCP's figures, which it registers as {@code <pool>.pool.<figure>}. */
final class PoolSamples {
    private static final String INFIX = ".pool.";

    private PoolSamples() {}

    static List<Sample> of(MetricRegistry registry) {
        List<Sample> samples = new ArrayList<>();
        registry.getGauges().forEach((name, gauge) -> gauge(name, gauge, samples));
        registry.getMeters().forEach((name, meter) -> {
            if (name.endsWith(INFIX + "ConnectionTimeoutRate")) {
                samples.add(Sample.of(POOL_TIMEOUTS, (double) meter.getCount(), pool(name)));
            }
        });
        return samples;
    }

    private static void gauge(String name, Gauge<?> gauge, List<Sample> samples) {
        int infix = name.lastIndexOf(INFIX);
        if (infix < 0 || !(gauge.getValue() instanceof Number number)) {
            return;
        }
        double value = number.doubleValue();
        switch (name.substring(infix + INFIX.length())) {
            case "ActiveConnections" -> samples.add(Sample.of(POOL_CONNECTIONS, value, pool(name), "active"));
            case "IdleConnections" -> samples.add(Sample.of(POOL_CONNECTIONS, value, pool(name), "idle"));
            case "MaxConnections" -> samples.add(Sample.of(POOL_LIMIT, value, pool(name)));
            case "PendingConnections" -> samples.add(Sample.of(POOL_PENDING, value, pool(name)));
            default -> {
                // TotalConnections is the sum of the two above; MinConnections is configuration.
            }
        }
    }

    private static String pool(String name) {
        return name.substring(0, name.lastIndexOf(INFIX));
    }
}
