package com.kryonix.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.kryonix.demo.control.ControlServer;
import com.kryonix.demo.control.ReceivedAlerts;
import com.kryonix.demo.stack.Databases;
import com.kryonix.demo.traffic.Traffic;
import com.kryonix.demo.traffic.TrafficSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The demo's pieces on its real servers, but for the exporter. */
class TrafficTest {
    private static final List<String> TROUBLES = Collections.synchronizedList(new ArrayList<>());
    private static final List<String> ALERTS = Collections.synchronizedList(new ArrayList<>());
    private static final Databases DATABASES = new Databases(Path.of(System.getProperty("kryonix.root")));
    private static final Stack STACK = new Stack();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Traffic traffic;
    private static ControlServer control;

    @BeforeAll
    static void startAtTenTimesTheRate() throws Exception {
        STACK.add(DATABASES).start();
        traffic = STACK.add(new Traffic(
                new TrafficSettings(
                        STACK.add(DATABASES.pool("shop_app", 8)),
                        STACK.add(DATABASES.pool("kryonix_writer", 2)),
                        DATABASES.redisUrl(),
                        42,
                        200,
                        Optional.empty()),
                TROUBLES::add));
        control = STACK.add(new ControlServer(0, traffic, new ReceivedAlerts(ALERTS::add)));
        traffic.start();
        awaitRequests(1000);
    }

    @AfterAll
    static void endEverything() {
        STACK.close();
    }

    @Test
    void everyEndpointIsRecordedWithWhatItsPartsTook() throws Exception {
        assertThat(ask("SELECT count(DISTINCT (method, endpoint)) FROM performance.api_metrics"))
                .isEqualTo("10");
        assertThat(ask("SELECT count(*) FROM performance.api_metrics WHERE response_time"
                        + " < db_time + external_api_time + cache_time - 3"))
                .as("parts that took longer than the whole, but for rounding")
                .isEqualTo("0");
        assertThat(ask("SELECT string_agg(DISTINCT status_code / 100 || '', ' ') FROM performance.api_metrics"))
                .isEqualTo("2 4 5");
        assertThat(ask("SELECT count(*) FROM performance.api_metrics WHERE success <> (status_code < 400)"
                        + " OR (error_type IS NULL) <> success"))
                .isEqualTo("0");
        assertThat(ask("SELECT bool_or(external_api_time > 0), bool_or(from_cache) FROM performance.api_metrics"))
                .isEqualTo("t t");
    }

    @Test
    void cacheReadsHitAndMissForReal() throws Exception {
        assertThat(ask("SELECT string_agg(DISTINCT operation, ' ' ORDER BY operation) FROM performance.cache_metrics"))
                .isEqualTo("delete get miss set");
        assertThat(ask("SELECT count(*) FROM performance.cache_metrics WHERE is_hit <> (operation = 'get')"))
                .isEqualTo("0");
    }

    @Test
    void theServerSawEveryStatementAndASpill() throws Exception {
        assertThat(ask("SELECT count(DISTINCT query_type), count(DISTINCT query_hash) > 9 FROM"
                        + " performance.database_metrics"))
                .isEqualTo("4 t");
        assertThat(ask("SELECT count(*) > 0 FROM pg_stat_statements WHERE query LIKE 'SELECT day, category%'"
                        + " AND temp_blks_written > 0"))
                .isEqualTo("t");
        assertThat(ask("SELECT bool_or(shared_blks_hit > 0) FROM performance.database_metrics"))
                .isEqualTo("t");
        assertThat(ask("SELECT count(*) FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid"
                        + " WHERE rolname = 'kryonix_writer' AND query LIKE 'INSERT INTO performance.api_metrics%'"))
                .as("one statement, however large the batch")
                .isEqualTo("1");
    }

    @Test
    void browsersReportWhatPagesTook() throws Exception {
        assertThat(ask("SELECT count(DISTINCT page_url), count(DISTINCT device), bool_and(lcp > fcp AND fcp > ttfb)"
                        + " FROM performance.frontend_metrics"))
                .isEqualTo("4 2 t");
    }

    @Test
    void aPauseLeavesTheTablesExactlyAsTheyAre() throws Exception {
        JsonNode paused = post("/traffic/pause", "");
        assertThat(paused.path("state").asText()).isEqualTo("paused");
        String counted = count();
        assertThat(counted).isEqualTo(paused.path("written").path("api_metrics").asText());
        assertThat(counted).isEqualTo(paused.path("requests").asText());
        for (int again = 0; again < 50; again++) {
            assertThat(count()).isEqualTo(counted);
        }
        assertThat(post("/traffic/resume", "").path("state").asText()).isEqualTo("running");
        awaitRequests(paused.path("requests").asLong() + 20);
        assertThat(post("/traffic/pause", "").path("requests").asLong())
                .isGreaterThanOrEqualTo(Long.parseLong(counted) + 20);
        post("/traffic/resume", "");
    }

    @Test
    void nothingWasInTrouble() {
        assertThat(TROUBLES).isEmpty();
    }

    @Test
    void anAlertThatArrivesIsPrintedAndKept() throws Exception {
        post("/alerts/critical", """
                {"version": "4", "alerts": [{"status": "firing",
                 "labels": {"alertname": "ApiResponseOver10s", "severity": "critical", "endpoint": "/x"},
                 "annotations": {"summary": "/x took longer than 10 s"}}]}""");
        assertThat(ALERTS).containsExactly("alert firing: ApiResponseOver10s (critical) /x took longer than 10 s");
        HttpResponse<String> kept = HTTP.send(
                HttpRequest.newBuilder(URI.create(control.url() + "/alerts")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(new ObjectMapper()
                        .readTree(kept.body())
                        .path(0)
                        .path("labels")
                        .path("endpoint")
                        .asText())
                .isEqualTo("/x");
    }

    @Test
    void whatIsNoNotificationIsRefused() throws Exception {
        assertThat(post("/alerts", "{}").path("error").asText())
                .isEqualTo("no notification of Alertmanager: the array \"alerts\" is missing");
        assertThat(post("/alerts", "{").path("error").asText()).isEqualTo("no JSON");
        assertThat(post("/elsewhere", "").path("error").asText()).isEqualTo("not POST /elsewhere");
    }

    private static JsonNode post(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(control.url() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return new ObjectMapper()
                .readTree(
                        HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private static String count() throws SQLException {
        return ask("SELECT count(*) FROM performance.api_metrics");
    }

    /** The first row's columns, a space between. */
    private static String ask(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(DATABASES.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            StringJoiner columns = new StringJoiner(" ");
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                columns.add(rows.getString(column));
            }
            return columns.toString();
        }
    }

    private static void awaitRequests(long requests) {
        while (traffic.served() < requests) {
            LockSupport.parkNanos(20_000_000);
        }
    }
}
