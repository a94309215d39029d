package com.kryonix.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.exporter.exposition.OpenMetricsParser;
import com.kryonix.exporter.exposition.Promtool;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees after {@code bin/demo}: real servers, the packaged exporter, a real Prometheus. */
class DemoTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0";
    private static final List<String> COUNTERS =
            List.of("api_requests_total", "api_request_duration_seconds_bucket", "api_request_duration_seconds_count");
    /** The last is the shop's own table, which the demo declares in YAML. */
    private static final List<Tally> TALLIES = List.of(
            new Tally("performance.api_metrics", "api_requests_total"),
            new Tally("performance.frontend_metrics", "web_vitals_sessions_total"),
            new Tally("performance.database_metrics", "database_query_duration_seconds_count"),
            new Tally("performance.cache_metrics", "cache_operation_duration_seconds_count"),
            new Tally("shop.payments", "shop_payments_total"));

    private static final Web WEB = new Web();

    private static RunningDemo demo;
    private static PrometheusApi prometheus;

    @BeforeAll
    static void startAndAwaitTheFirstRequests(@TempDir Path folder) throws Exception {
        demo = RunningDemo.start(folder);
        prometheus = new PrometheusApi(WEB, demo.prometheusUrl());
        Polling.until(
                PATIENCE, () -> page().lines().anyMatch(DemoTest::isRequests), () -> "no request is there: " + page());
    }

    @AfterAll
    static void end() {
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    void thePageHasTheServersTheRequestsAndTheStatements() {
        Polling.until(
                PATIENCE, () -> page().contains("\nredis_commands_total{"), () -> "no command is counted: " + page());
        assertThat(page().lines()).contains("pg_up 1.0", "redis_up 1.0").anyMatch(DemoTest::isRequests);
        assertThat(page())
                .contains("\napi_request_duration_seconds_bucket{")
                .contains("\npg_stat_statements_seconds_total{")
                .contains("\nredis_commands_total{");
    }

    @Test
    void promtoolHasNoComplaint() throws Exception {
        assertThat(Promtool.complaints(page())).isEmpty();
    }

    @Test
    void theOpenMetricsPageKeepsEveryRule() {
        HttpResponse<String> answer = WEB.get(demo.exporterUrl() + "/metrics", OPEN_METRICS);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/openmetrics-text");
        assertThat(OpenMetricsParser.check(answer.body())).isGreaterThan(1000);
    }

    @Test
    void prometheusScrapesItAndKnowsTheRate() {
        Polling.until(
                PATIENCE,
                () -> rate().stream().anyMatch(rate -> rate > 0),
                () -> "Prometheus knows no rate; up is " + prometheus.query("up"));
        assertThat(prometheus.query("up{job=\"kryonix-exporter\"}")).containsExactly(1.0);
    }

    @Test
    void theCountersEqualTheTableAlsoAfterTheExporterWasKilledAndNeverFall() throws Exception {
        assertEqualWhilePaused();
        // A fall could not be seen from 0.
        Polling.until(
                PATIENCE,
                () -> prometheus.query("sum(api_requests_total) > 0").size() == 1,
                () -> "Prometheus has seen no request");

        ProcessHandle killed = demo.exporter();
        assertThat(killed.destroyForcibly()).isTrue();
        killed.onExit().join();
        Polling.until(PATIENCE, () -> WEB.answers(demo.exporterUrl() + "/-/ready"), () -> "it is not back: " + demo);
        assertThat(demo.exporter().pid()).isNotEqualTo(killed.pid());
        assertEqualWhilePaused();

        Polling.until(
                PATIENCE,
                () -> prometheus
                        .query("changes(process_start_time_seconds{job=\"kryonix-exporter\"}[10m])")
                        .equals(List.of(1.0)),
                () -> "Prometheus has not seen the new process");
        for (String counter : COUNTERS) {
            assertThat(prometheus.query("max(resets(" + counter + "[10m]))"))
                    .as("how often Prometheus saw " + counter + " fall")
                    .containsExactly(0.0);
        }
    }

    private static void assertEqualWhilePaused() throws SQLException {
        WEB.post(demo.controlUrl() + "/traffic/pause");
        for (Tally tally : TALLIES) {
            double rows = rows(tally.table);
            assertThat(rows).as(tally.table).isPositive();
            Polling.until(
                    PATIENCE,
                    () -> sum(tally.family) == rows && page().lines().anyMatch(tally::isSettled),
                    () -> rows + " rows in " + tally.table + ", " + sum(tally.family) + " counted");
            assertThat(rows(tally.table))
                    .as("rows of %s, unchanged while the traffic is paused", tally.table)
                    .isEqualTo(rows);
            assertThat(sum(tally.family))
                    .as("%s, on another scrape", tally.family)
                    .isEqualTo(rows);
        }
        WEB.post(demo.controlUrl() + "/traffic/resume");
    }

    /** A counter of all rows of a table. */
    private record Tally(String table, String family) {
        /** Nothing is counted that may yet be another row's. */
        boolean isSettled(String line) {
            String name = table.substring(table.indexOf('.') + 1);
            return line.matches("kryonix_tail_provisional_rows\\{table=\"" + name + "\",?\\} 0\\.0");
        }
    }

    private static double rows(String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection(demo.jdbcUrl());
                ResultSet count = connection.createStatement().executeQuery("SELECT count(*) FROM " + table)) {
            count.next();
            return count.getLong(1);
        }
    }

    private static List<Double> rate() {
        return prometheus.query("rate(api_requests_total[1m])");
    }

    /** The sum of a counter's series. */
    private static double sum(String family) {
        return page().lines()
                .filter(line -> line.startsWith(family + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static boolean isRequests(String line) {
        return line.startsWith("api_requests_total{");
    }

    private static String page() {
        return WEB.get(demo.exporterUrl() + "/metrics");
    }
}
