package com.kryonix.demo.traffic;

/** How the platform writes to the schema {@code performance}: recorded_at belongs to the default. */
enum EventWrite {
    API_METRICS("""
            INSERT INTO performance.api_metrics (endpoint, method, user_id, response_time, db_time, external_api_time,
                cache_time, status_code, success, error_type, error_message, request_size, response_size, user_agent,
                ip_address, from_cache)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS inet), ?)"""),
    FRONTEND_METRICS("""
            INSERT INTO performance.frontend_metrics (session_id, page_url, page_title, fcp, lcp, inp, cls, ttfb,
                dom_content_loaded, load_event, page_size, resource_count, connection_type, device, browser,
                browser_version, operating_system, screen_resolution)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""),
    DATABASE_METRICS("""
            INSERT INTO performance.database_metrics (query_hash, query_text, query_type, execution_time,
                planning_time, shared_blks_hit, shared_blks_read, shared_blks_written, temp_blks_read,
                temp_blks_written, rows_returned, rows_affected, database_name, user_name, application_name)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, current_database(), 'shop_app', 'shop')"""),
    CACHE_METRICS("""
            INSERT INTO performance.cache_metrics (cache_key, cache_type, operation, operation_time, key_size,
                value_size, ttl_seconds, is_hit)
            VALUES (?, 'redis', ?, ?, ?, ?, ?, ?)"""),
    ALERT_OPENED("""
            INSERT INTO performance.alerts (alert_type, severity, title, threshold_value, current_value, service_name,
                endpoint)
            VALUES ('slow_response', ?, ?, ?, ?, 'shop', ?)"""),
    ALERT_RESOLVED("""
            UPDATE performance.alerts SET status = 'resolved', resolved_at = now()
            WHERE endpoint = ? AND status = 'active'""");

    final String sql;

    EventWrite(String sql) {
        this.sql = sql;
    }
}
