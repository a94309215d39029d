-- One row a request. A table that is there already, made by an older platform's DDL, is kept exactly as it is.
-- Against that DDL: recorded_at has a zone (a stamp without one means something else in each session), the key holds
-- recorded_at (a partitioned table or a hypertable cannot have another), and there are no foreign keys into schemas
-- that may not exist. recorded_at belongs to the default; an event's own time goes into occurred_at.
DO $do$
BEGIN
    IF to_regclass('performance.api_metrics') IS NOT NULL THEN
        RETURN;
    END IF;

    CREATE TABLE performance.api_metrics (
        id uuid NOT NULL DEFAULT gen_random_uuid(),

        endpoint varchar(500) NOT NULL,
        method varchar(10) NOT NULL,
        user_id uuid,
        company_id uuid,

        -- milliseconds
        response_time integer NOT NULL,
        db_time integer DEFAULT 0,
        external_api_time integer DEFAULT 0,
        cache_time integer DEFAULT 0,

        status_code integer NOT NULL,
        success boolean DEFAULT true,
        error_type varchar(100),
        error_message text,

        -- bytes
        request_size integer DEFAULT 0,
        response_size integer DEFAULT 0,
        user_agent text,
        ip_address inet,

        from_cache boolean DEFAULT false,
        cache_hit_ratio numeric(5, 2) DEFAULT 0,

        recorded_at timestamptz NOT NULL DEFAULT now(),
        occurred_at timestamptz,
        PRIMARY KEY (id, recorded_at)
    ) ${partitioned_by_day};

    CREATE INDEX idx_api_metrics_recorded ON performance.api_metrics (recorded_at);
    CREATE INDEX idx_api_metrics_endpoint_recorded ON performance.api_metrics (endpoint, recorded_at);
    CREATE INDEX idx_api_metrics_company_recorded ON performance.api_metrics (company_id, recorded_at);
    CREATE INDEX idx_api_metrics_response_time ON performance.api_metrics (response_time) WHERE response_time > 1000;
END
$do$;
