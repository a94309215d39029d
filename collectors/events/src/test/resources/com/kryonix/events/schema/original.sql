-- The platform's own DDL, without its comments and foreign keys (original-foreign-keys.sql has those).
CREATE SCHEMA IF NOT EXISTS performance;
CREATE TABLE performance.api_metrics (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),

    endpoint VARCHAR(500) NOT NULL,
    method VARCHAR(10) NOT NULL,
    user_id UUID,
    company_id UUID,

    response_time INTEGER NOT NULL,
    db_time INTEGER DEFAULT 0,
    external_api_time INTEGER DEFAULT 0,
    cache_time INTEGER DEFAULT 0,

    status_code INTEGER NOT NULL,
    success BOOLEAN DEFAULT true,
    error_type VARCHAR(100),
    error_message TEXT,

    request_size INTEGER DEFAULT 0,
    response_size INTEGER DEFAULT 0,
    user_agent TEXT,
    ip_address INET,

    from_cache BOOLEAN DEFAULT false,
    cache_hit_ratio DECIMAL(5,2) DEFAULT 0,

    recorded_at TIMESTAMP DEFAULT NOW()
);

CREATE TABLE performance.frontend_metrics (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),

    session_id VARCHAR(255) NOT NULL,
    user_id UUID,
    company_id UUID,

    page_url TEXT NOT NULL,
    page_title VARCHAR(255),

    fcp DECIMAL(8,2),
    lcp DECIMAL(8,2),
    fid DECIMAL(8,2),
    cls DECIMAL(8,4),
    ttfb DECIMAL(8,2),

    dom_content_loaded DECIMAL(8,2),
    load_event DECIMAL(8,2),
    page_size INTEGER,
    resource_count INTEGER,

    connection_type VARCHAR(50),
    device_memory INTEGER,
    hardware_concurrency INTEGER,

    browser VARCHAR(100),
    browser_version VARCHAR(50),
    operating_system VARCHAR(100),
    screen_resolution VARCHAR(20),

    recorded_at TIMESTAMP DEFAULT NOW()
);

CREATE TABLE performance.database_metrics (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),

    query_hash VARCHAR(64) NOT NULL,
    query_text TEXT,
    query_type VARCHAR(50),

    execution_time DECIMAL(10,3) NOT NULL,
    planning_time DECIMAL(10,3) DEFAULT 0,

    shared_blks_hit INTEGER DEFAULT 0,
    shared_blks_read INTEGER DEFAULT 0,
    shared_blks_written INTEGER DEFAULT 0,
    temp_blks_read INTEGER DEFAULT 0,
    temp_blks_written INTEGER DEFAULT 0,

    rows_returned INTEGER DEFAULT 0,
    rows_affected INTEGER DEFAULT 0,

    database_name VARCHAR(100),
    user_name VARCHAR(100),
    application_name VARCHAR(200),

    recorded_at TIMESTAMP DEFAULT NOW()
);

CREATE TABLE performance.cache_metrics (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),

    cache_key VARCHAR(500) NOT NULL,
    cache_type VARCHAR(50) NOT NULL,
    operation VARCHAR(20) NOT NULL,

    operation_time DECIMAL(8,3) NOT NULL,

    key_size INTEGER DEFAULT 0,
    value_size INTEGER DEFAULT 0,

    ttl_seconds INTEGER,
    expires_at TIMESTAMP,

    is_hit BOOLEAN DEFAULT false,

    recorded_at TIMESTAMP DEFAULT NOW()
);

CREATE TABLE performance.alerts (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),

    alert_type VARCHAR(100) NOT NULL,
    severity VARCHAR(20) DEFAULT 'warning',

    title VARCHAR(255) NOT NULL,
    description TEXT,
    threshold_value DECIMAL(15,6),
    current_value DECIMAL(15,6),

    service_name VARCHAR(100),
    endpoint VARCHAR(500),
    company_id UUID,

    status VARCHAR(20) DEFAULT 'active',
    acknowledged_by UUID,
    acknowledged_at TIMESTAMP,
    resolved_at TIMESTAMP,

    created_at TIMESTAMP DEFAULT NOW()
);

CREATE INDEX idx_api_metrics_endpoint_recorded ON performance.api_metrics(endpoint, recorded_at);
CREATE INDEX idx_api_metrics_company_recorded ON performance.api_metrics(company_id, recorded_at);
CREATE INDEX idx_api_metrics_response_time ON performance.api_metrics(response_time) WHERE response_time > 1000;
CREATE INDEX idx_frontend_metrics_session_recorded ON performance.frontend_metrics(session_id, recorded_at);
CREATE INDEX idx_database_metrics_hash_recorded ON performance.database_metrics(query_hash, recorded_at);
CREATE INDEX idx_cache_metrics_key_recorded ON performance.cache_metrics(cache_key, recorded_at);
CREATE INDEX idx_alerts_status_severity ON performance.alerts(status, severity);
