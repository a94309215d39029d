package com.kryonix.exporter.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import com.kryonix.collector.Sample;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;

class PoolSamplesTest {
    @Test
    void aPoolThatHasNoConnectionSaysSo() {
        MetricRegistry registry = new MetricRegistry();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/none");
        config.setPoolName("main");
        config.setMaximumPoolSize(3);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setMetricRegistry(registry);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            assertThat(pool.isRunning()).isTrue();
            assertThat(PoolSamples.of(registry))
                    .containsExactlyInAnyOrder(
                            Sample.of(ExporterMetrics.POOL_CONNECTIONS, 0, "main", "active"),
                            Sample.of(ExporterMetrics.POOL_CONNECTIONS, 0, "main", "idle"),
                            Sample.of(ExporterMetrics.POOL_LIMIT, 3, "main"),
                            Sample.of(ExporterMetrics.POOL_PENDING, 0, "main"),
                            Sample.of(ExporterMetrics.POOL_TIMEOUTS, 0, "main"));
        }
    }

    @Test
    void whatIsNoPoolsIsLeftOut() {
        MetricRegistry registry = new MetricRegistry();
        registry.register("jvm.threads", (Gauge<Integer>) () -> 4);
        assertThat(PoolSamples.of(registry)).isEmpty();
    }
}
