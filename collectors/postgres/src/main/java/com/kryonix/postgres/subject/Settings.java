package com.kryonix.postgres.subject;

import static com.kryonix.collector.Metric.gauge;
import static com.kryonix.collector.Metric.info;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Reading;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Scrape;
import com.kryonix.postgres.PostgresServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the server is configured: every numeric setting in base units, a few textual ones, which changed and when.
 *
 * <pre>
 * pg_settings_shared_buffers_bytes 1.34217728E8
 * pg_settings_info{name="wal_level",setting="replica"} 1
 * pg_setting_changed_timestamp_seconds{name="work_mem"} 1.7325E9
 * </pre>
 *
 * <p>Which {@code pg_settings_<name>} there are depends on the server and its extensions; {@link #metrics} lists those
 * of PostgreSQL itself.
 *
 * Source: {@code pg_settings}; our own session's changes to it are not the server's, so its reset_val is read there.
 */
public final class Settings implements Collector<PostgresServer> {
    public static final Metric PENDING_RESTART = gauge(
            "pg_settings_pending_restart",
            "Settings changed in the files that take effect only after a restart, from pg_settings.pending_restart.");
    public static final Metric INFO =
            info("pg_settings_info", "Always 1; a textual setting, from pg_settings.setting.", "name", "setting");
    public static final Metric HASH = gauge(
            "pg_settings_hash", "A checksum of names and values that changes when a setting does, from pg_settings.");
    public static final Metric CHANGED = gauge(
            "pg_setting_changed_timestamp_seconds",
            "When the exporter noticed that this setting had changed, Unix time, from pg_settings.setting.",
            "name");

    /** Texts worth a series: choices, never anything that could hold a secret or a path. */
    private static final List<String> TEXTS = List.of(
            "archive_mode",
            "compute_query_id",
            "default_transaction_isolation",
            "huge_pages",
            "huge_pages_status",
            "io_method",
            "log_statement",
            "password_encryption",
            "recovery_target_action",
            "server_encoding",
            "ssl_min_protocol_version",
            "synchronous_commit",
            "track_functions",
            "wal_compression",
            "wal_level",
            "wal_sync_method");

    /** Window functions see all settings, before the strings, which may be secret, are left out. */
    static final String SQL = """
            SELECT name, vartype, coalesce(unit, '') AS unit, short_desc, pending,
                   CASE WHEN name = 'transaction_read_only'
                        THEN CASE WHEN pg_is_in_recovery() OR read_only THEN 'on' ELSE 'off' END
                        WHEN source = 'session' THEN reset_val
                        ELSE setting END AS setting
            FROM (SELECT *,
                         count(*) FILTER (WHERE pending_restart) OVER () AS pending,
                         bool_or(name = 'default_transaction_read_only' AND reset_val = 'on') OVER () AS read_only
                  FROM pg_settings) settings
            WHERE source <> 'client' AND (vartype <> 'string' OR name = ANY (string_to_array(:texts, ' ')))
            ORDER BY name
            """;

    private final Map<String, Metric> known = KnownSettings.read();
    private final SettingChanges changes = new SettingChanges();

    private Settings() {}

    /** A collector for one target: it remembers the values, to see which change. */
    public static Settings collector() {
        return new Settings();
    }

    @Override
    public String name() {
        return "settings";
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>(known.values());
        metrics.addAll(List.of(PENDING_RESTART, INFO, HASH, CHANGED));
        return metrics;
    }

    /** A setting of an extension that is not listed in {@link #metrics}, too. */
    @Override
    public boolean mayGive(Metric metric) {
        return metric.name().startsWith("pg_settings_") || metrics().contains(metric);
    }

    /** A row, and what came with it. */
    private record Row(Setting setting, String value, int pending) {}

    @Override
    public Reading collect(PostgresServer server, Scrape scrape) throws Exception {
        List<Row> rows = server.read(
                scrape,
                handle -> handle.createQuery(SQL)
                        .bind("texts", String.join(" ", TEXTS))
                        .map((row, context) -> new Row(
                                new Setting(
                                        row.getString("name"),
                                        row.getString("vartype"),
                                        row.getString("unit"),
                                        row.getString("short_desc")),
                                row.getString("setting"),
                                row.getInt("pending")))
                        .list());
        List<Sample> samples = new ArrayList<>(rows.size() + 2);
        Set<String> names = new HashSet<>();
        for (Row row : rows) {
            changes.note(row.setting.name(), row.value);
            if (TEXTS.contains(row.setting.name())) {
                samples.add(Sample.info(INFO, row.setting.name(), row.value));
            }
            row.setting
                    .metric()
                    // Two settings of extensions may come to the same name: the first keeps it.
                    .filter(metric -> names.add(metric.name()))
                    .map(metric -> known.getOrDefault(metric.name(), metric))
                    .ifPresent(metric ->
                            row.setting.value(row.value).ifPresent(value -> samples.add(Sample.of(metric, value))));
        }
        samples.add(Sample.of(PENDING_RESTART, rows.isEmpty() ? 0 : rows.get(0).pending));
        changes.addTo(samples);
        return Reading.of(samples).withoutDuplicates();
    }
}
