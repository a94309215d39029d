package com.kryonix.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigTextTest {
    private static final ExporterConfig CONFIG = ExporterConfig.of(
            List.of(PostgresTarget.at("main", "postgresql://monitor:hunter2@db.example/shop?password=hunter3")),
            List.of(RedisTarget.at("cache", "redis://:hunter4@cache.example:6390")));

    @Test
    void theEffectiveConfigurationIsShownWithItsDefaultsAndWithoutSecrets() {
        assertThat(ConfigText.of(CONFIG)).isEqualTo("""
                        http:
                          listen: 0.0.0.0:9847
                          max_concurrent: 4
                        scrapes:
                          timeout: 10s
                          timeout_offset: 500ms
                        logging:
                          level: info
                          format: logfmt
                        compatibility:
                          - postgres_exporter
                          - redis_exporter
                        postgres:
                          - name: main
                            url: postgresql://monitor@db.example:5432/shop
                            pool_size: 3
                            statements:
                              top: 100
                              text_length: 300
                            collectors:
                              include: []
                              exclude: []
                            events:
                              enabled: auto
                              start: now
                              interval: 5s
                              checkpoint_interval: 30s
                              max_duty: 0.1
                              late: 1m
                              skew: 2s
                              instance: default
                              tables:
                                files: []
                                endpoint_rules: []
                                cache_misses: logged_as_miss
                              maintenance:
                                keep: 30d
                                tables: []
                                days_ahead: 7
                        redis:
                          - name: cache
                            url: redis://:***@cache.example:6390
                            collectors:
                              include: []
                              exclude: []
                        """);
    }

    @Test
    void equalConfigurationsHaveEqualHashesAndADifferenceShows() {
        assertThat(ConfigText.hash(CONFIG)).matches("[0-9a-f]{12}").isEqualTo(ConfigText.hash(CONFIG));
        assertThat(ConfigText.hash(CONFIG.listeningOn(ListenAddress.parse(":1"))))
                .isNotEqualTo(ConfigText.hash(CONFIG));
    }

    @Test
    void everySecretIsKnownToWhoeverMustKeepItOutOfATextAndPublicNamesAreNot() {
        assertThat(CONFIG.secrets()).containsExactly("hunter2", "hunter4");
        ExporterConfig everyday = ExporterConfig.of(
                List.of(PostgresTarget.at("postgres", "postgresql://postgres:postgres@localhost/shop")), List.of());
        assertThat(everyday.secrets()).isEmpty();
    }
}
