package com.kryonix.events.table;

import com.kryonix.collector.Buckets;
import com.kryonix.collector.Metric;
import com.kryonix.events.endpoint.Endpoints;
import java.util.List;

/**
 * {@code performance.api_metrics}: one row a request.
 *
 * <pre>
 * api_requests_total{endpoint="/api/v1/users/:id",method="GET",status="200"} 1027
 * api_request_duration_seconds_bucket{endpoint="/api/v1/users/:id",method="GET",outcome="success",le="0.5"} 1019
 * </pre>
 */
public final class ApiMetrics {
    public static final Metric REQUESTS = Metric.counter(
            "api_requests_total", "Requests: rows of performance.api_metrics.", "endpoint", "method", "status");
    public static final Metric DURATION = Metric.histogram(
            "api_request_duration_seconds",
            "Response time: performance.api_metrics.response_time.",
            "endpoint",
            "method",
            "outcome");
    public static final Metric DATABASE = perEndpoint(
            "api_database_seconds_total", "Time requests spent in the database: performance.api_metrics.db_time.");
    public static final Metric EXTERNAL = perEndpoint(
            "api_external_seconds_total",
            "Time requests waited for other APIs: performance.api_metrics.external_api_time.");
    public static final Metric CACHE = perEndpoint(
            "api_cache_seconds_total", "Time requests spent in the cache: performance.api_metrics.cache_time.");
    public static final Metric REQUEST_BYTES =
            perEndpoint("api_request_bytes_total", "Size of requests: performance.api_metrics.request_size.");
    public static final Metric RESPONSE_BYTES =
            perEndpoint("api_response_bytes_total", "Size of responses: performance.api_metrics.response_size.");
    public static final Metric CACHED = perEndpoint(
            "api_cached_responses_total", "Requests answered from a cache: performance.api_metrics.from_cache.");
    public static final Metric ERRORS = Metric.counter(
            "api_errors_total",
            "Requests that failed by their writer's word: performance.api_metrics.success is false.",
            "endpoint",
            "error_type");

    /** OpenTelemetry's bounds, and 0.2, 1 and 30: each target and each alert's threshold is a bound. */
    public static final Buckets BUCKETS =
            Buckets.of(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.2, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30);

    private static final int ENDPOINTS = 300;
    private static final int ERROR_TYPES = 50;

    /** The shipped column's length; another table's may be a text of any. */
    private static final int LONGEST_ERROR_TYPE = 100;

    private static final String MILLISECONDS = "0.001";

    private ApiMetrics() {}

    /** The declaration. */
    public static EventTable table() {
        Columns columns = new Columns();
        Column endpoint = columns.text("endpoint");
        Column method = columns.text("method");
        Column status = columns.number("status_code");
        Column duration = columns.number("response_time");
        Column errorType = columns.optionalText("error_type");
        List<Label> labels = List.of(
                Label.text("endpoint", endpoint, Endpoints::normal, ENDPOINTS, Label.OTHER),
                Label.text("method", method, Methods::normal, Methods.KNOWN.size(), Methods.OTHER),
                Label.number("status", status, Statuses::code, Statuses.HOW_MANY),
                Label.number("outcome", status, Statuses::outcome, 3),
                Label.text("error_type", errorType, ApiMetrics::errorType, ERROR_TYPES, Label.OTHER));
        List<Family> families = List.of(
                Count.rows(REQUESTS),
                Distribution.of(DURATION, duration, MILLISECONDS, BUCKETS),
                Sum.of(DATABASE, columns.optionalNumber("db_time"), MILLISECONDS),
                Sum.of(EXTERNAL, columns.optionalNumber("external_api_time"), MILLISECONDS),
                Sum.of(CACHE, columns.optionalNumber("cache_time"), MILLISECONDS),
                Sum.of(REQUEST_BYTES, columns.optionalNumber("request_size"), "1"),
                Sum.of(RESPONSE_BYTES, columns.optionalNumber("response_size"), "1"),
                Count.where(CACHED, columns.optionalFlag("from_cache"), true),
                Count.where(ERRORS, columns.optionalFlag("success"), false));
        return new EventTable("performance", "api_metrics", "recorded_at", columns, labels, families);
    }

    private static Metric perEndpoint(String name, String help) {
        return Metric.counter(name, help, "endpoint", "method");
    }

    private static String errorType(String raw) {
        String type = raw.strip();
        if (type.isEmpty()) {
            return "unknown";
        }
        return type.length() > LONGEST_ERROR_TYPE ? type.substring(0, LONGEST_ERROR_TYPE) : type;
    }
}
