package com.kryonix.postgres.subject;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.collector.Sample;
import com.kryonix.collector.Value;
import com.kryonix.postgres.PostgresServer;
import com.kryonix.postgres.SharedPostgres;
import com.kryonix.postgres.Until;
import com.kryonix.servers.RealPostgres;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @ParameterizedTest
    @CsvSource({
        "shared_buffers, integer, 8kB, 16384, pg_settings_shared_buffers_bytes, 134217728",
        "wal_segment_size, integer, B, 16777216, pg_settings_wal_segment_size_bytes, 16777216",
        "max_wal_size, integer, MB, 1024, pg_settings_max_wal_size_bytes, 1073741824",
        "work_mem, integer, kB, 4096, pg_settings_work_mem_bytes, 4194304",
        "deadlock_timeout, integer, ms, 1013, pg_settings_deadlock_timeout_seconds, 1.013",
        "log_rotation_age, integer, min, 1440, pg_settings_log_rotation_age_seconds, 86400",
        "log_min_duration_statement, integer, ms, -1, pg_settings_log_min_duration_statement_seconds, -1",
        "random_page_cost, real, '', 1.1, pg_settings_random_page_cost, 1.1",
        "fsync, bool, '', off, pg_settings_fsync, 0",
        "pg_stat_statements.max, integer, '', 5000, pg_settings_pg_stat_statements_max, 5000",
        "Vendor.Limit, integer, 16MB, 2, pg_settings_vendor_limit_bytes, 33554432"
    })
    void namesAndValuesAreInBaseUnits(String name, String type, String unit, String text, String metric, double value) {
        Setting setting = new Setting(name, type, unit, "A setting");
        assertThat(setting.metric())
                .hasValueSatisfying(named -> assertThat(named.name()).isEqualTo(metric));
        assertThat(setting.value(text)).isEqualTo(OptionalDouble.of(value));
    }

    @ParameterizedTest
    @CsvSource({"vendor.speed, integer, furlong", "vendor.wait_ms, integer, ''", "search_path, string, ''"})
    void whatHasNoCleanNameIsLeftOut(String name, String type, String unit) {
        assertThat(new Setting(name, type, unit, "A setting.").metric()).isEmpty();
    }

    @Test
    void aChangeShowsItsValueItsTimeAndWhetherARestartIsNeeded() throws Exception {
        try (RealPostgres postgres = SharedPostgres.prepared(RealPostgres.of(16));
                PostgresServer server = SharedPostgres.monitor(postgres)) {
            Settings settings = Settings.collector();
            List<Sample> before = read(settings, server);
            assertThat(value(before, "pg_settings_pending_restart")).hasValue(0);
            assertThat(value(before, "pg_setting_changed_timestamp_seconds")).isEmpty();

            postgres.execute("ALTER SYSTEM SET work_mem = '13MB'", "ALTER SYSTEM SET wal_level = 'minimal'");
            postgres.execute("ALTER SYSTEM SET max_wal_senders = 3", "SELECT pg_reload_conf()");
            Until.so(
                    "reloaded",
                    () -> value(read(settings, server), "pg_settings_work_mem_bytes")
                                    .getAsDouble()
                            == 13 * 1024 * 1024);
            List<Sample> after = read(settings, server);
            // And two or three more: what this server's command line overrides differs from its file, too.
            assertThat(value(after, "pg_settings_pending_restart").getAsDouble())
                    .isGreaterThanOrEqualTo(2);
            assertThat(after)
                    .filteredOn(sample -> sample.metric().equals(Settings.CHANGED))
                    .singleElement()
                    .extracting(Sample::labelValues)
                    .isEqualTo(List.of("work_mem"));
            assertThat(value(after, "pg_settings_hash")).isNotEqualTo(value(before, "pg_settings_hash"));
        }
    }

    private static List<Sample> read(Settings settings, PostgresServer server) throws Exception {
        return settings.collect(server, SharedPostgres.scrape()).samples();
    }

    private static OptionalDouble value(List<Sample> samples, String name) {
        return samples.stream()
                .filter(sample -> sample.metric().name().equals(name))
                .mapToDouble(sample -> ((Value) sample).value())
                .findFirst();
    }
}
