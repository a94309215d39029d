package com.kryonix.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kryonix.configuration.InvalidConfig;
import com.kryonix.events.TailSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    private final Path folder;

    ConfigFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private ExporterConfig read(String text, String... variables) throws IOException {
        Path file = Files.writeString(folder.resolve("kryonix.yml"), text);
        Map<String, String> environment = variables.length == 0 ? Map.of() : Map.of(variables[0], variables[1]);
        return ConfigFile.read(file, environment);
    }

    @Test
    void everyKeyArrivesInItsRecord() throws IOException {
        Files.writeString(folder.resolve("pw"), "from a file\n");
        ExporterConfig config = read("""
                http:
                  listen: "[::1]:9000"
                  max_concurrent: 2
                scrapes:
                  timeout: 20s
                  timeout_offset: 250ms
                logging:
                  level: warn
                  format: json
                compatibility: []
                postgres:
                  - name: orders
                    host: db.example
                    port: 5433
                    database: shop
                    user: monitor
                    password_file: pw
                    pool_size: 2
                    statements:
                      top: 50
                      text_length: 0
                    collectors:
                      exclude: [activity]
                    events:
                      enabled: true
                      start: beginning
                      interval: 2s
                      checkpoint_interval: 1m
                      max_duty: 0.2
                      late: 5m
                      skew: 0s
                      time_zone: Europe/Berlin
                      checkpoint_file: counts.json
                      instance: second
                      maintenance:
                        keep: 14d
                        days_ahead: 3
                        tables:
                          - table: performance.cache_metrics
                            keep: 0s
                redis:
                  - name: sessions
                    url: rediss://cache.example:6380
                """);
        assertThat(config.http()).isEqualTo(new HttpConfig(new ListenAddress("[::1]", 9000), 2));
        assertThat(config.scrapes()).isEqualTo(new ScrapeConfig(Duration.ofSeconds(20), Duration.ofMillis(250)));
        assertThat(config.logging()).isEqualTo(new LoggingConfig(LoggingConfig.Level.WARN, LoggingConfig.Format.JSON));
        assertThat(config.compatibility()).isEmpty();
        PostgresTarget orders = config.postgres().get(0);
        assertThat(List.of(
                        orders.name(),
                        orders.poolSize(),
                        orders.settings().password().get()))
                .isEqualTo(List.of("orders", 2, "from a file"));
        assertThat(orders.statements()).isEqualTo(new StatementsConfig(50, 0));
        assertThat(orders.collectors().enables("activity")).isFalse();
        assertThat(orders.collectors().enables("database")).isTrue();
        assertThat(orders.events())
                .isEqualTo(new EventsConfig(
                        EventsConfig.Switch.TRUE,
                        EventsConfig.Start.BEGINNING,
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(1),
                        0.2,
                        Duration.ofMinutes(5),
                        Duration.ZERO,
                        ZoneId.of("Europe/Berlin"),
                        folder.toAbsolutePath().resolve("counts.json"),
                        "second",
                        TablesConfig.DEFAULT,
                        new MaintenanceConfig(
                                Duration.ofDays(14),
                                List.of(new RetentionConfig("performance.cache_metrics", Duration.ZERO)),
                                3)));
        assertThat(orders.events().settings().timeZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(orders.events().settings().pace().checkpoint()).isEqualTo(Duration.ofMinutes(1));
        assertThat(ConfigText.of(config)).contains("time_zone: Europe/Berlin\n");
        assertThat(config.redis().get(0).name()).isEqualTo("sessions");
    }

    @Test
    void aTargetAloneIsEnough() throws IOException {
        ExporterConfig config = read("redis:\n  - url: redis://localhost\n");
        assertThat(config)
                .isEqualTo(ExporterConfig.of(List.of(), List.of(RedisTarget.at("redis", "redis://localhost"))));
        assertThat(config.http().listen()).hasToString("0.0.0.0:9847");
        assertThat(config.compatibility()).containsExactly(Compatibility.values());
    }

    @Test
    void whatIsLeftOutOfEventsIsAsTheTailsHaveItByDefault() {
        assertThat(EventsConfig.DEFAULT.settings()).isEqualTo(TailSettings.defaults());
    }

    @Test
    void aVariableMayStandForAnyValue() throws IOException {
        String text = "redis:\n  - host: localhost\n    port: ${PORT:-6400}\n    password: 'a$${b'\n";
        assertThat(read(text, "PORT", "6390").redis().get(0).port()).isEqualTo(6390);
        RedisTarget byDefault = read(text).redis().get(0);
        assertThat(byDefault.port()).isEqualTo(6400);
        assertThat(byDefault.settings().password().get()).contains("a${b");
    }

    @Test
    void aVariableThatIsEmptyByDefaultLeavesItsKeyOut() throws IOException {
        assertThat(read("redis:\n  - host: localhost\n    port: ${PORT:-}\n"))
                .isEqualTo(read("redis:\n  - host: localhost\n"));
    }

    @Test
    void aMappingWithNothingInItIsAsUsual() throws IOException {
        assertThat(read("http:\nredis:\n  - host: localhost\n    collectors:\nscrapes:\n"))
                .isEqualTo(read("redis:\n  - host: localhost\n"));
    }

    @Test
    void aPasswordKeepsItsZeros() throws IOException {
        ExporterConfig config = read("redis:\n  - host: localhost\n    password: 007\n");
        assertThat(config.redis().get(0).settings().password().get()).contains("007");
    }

    @Test
    void aRotatedPasswordIsReadAgain() throws IOException {
        Path secret = Files.writeString(folder.resolve("pw"), "old\n");
        RedisTarget target = read("redis:\n  - host: localhost\n    password_file: pw\n")
                .redis()
                .get(0);
        assertThat(target.settings().password().get()).contains("old");
        Files.writeString(secret, "new\n");
        assertThat(target.settings().password().get()).contains("new");
    }

    @Test
    void aSecretIsNeverPrinted() throws IOException {
        ExporterConfig config = read("""
                postgres:
                  - url: postgresql://monitor:hunter2@localhost/shop
                redis:
                  - host: localhost
                    password: hunter2
                """);
        assertThat(config.toString()).doesNotContain("hunter2").contains("***");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path file = folder.resolve("absent.yml");
        assertThatThrownBy(() -> ConfigFile.read(file, Map.of()))
                .isInstanceOf(InvalidConfig.class)
                .hasMessage(file + ": no such file; name the configuration with --config or KRYONIX_CONFIG");
    }

    @Test
    void aFolderIsNoConfiguration() {
        assertThatThrownBy(() -> ConfigFile.read(folder, Map.of()))
                .isInstanceOf(InvalidConfig.class)
                .hasMessage(folder + ": is a folder; name a file that the exporter's user can read");
    }
}
