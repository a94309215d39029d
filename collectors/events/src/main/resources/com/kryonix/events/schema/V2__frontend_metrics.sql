-- Core Web Vitals as the browser reports them: one row a page view. inp, tti, device, metric_id and occurred_at are
-- additions; NULL means that the browser did not say.
DO $do$
BEGIN
    IF to_regclass('performance.frontend_metrics') IS NOT NULL THEN
        RETURN;
    END IF;

    CREATE TABLE performance.frontend_metrics (
        id uuid NOT NULL DEFAULT gen_random_uuid(),

        session_id varchar(255) NOT NULL,
        user_id uuid,
        company_id uuid,

        page_url text NOT NULL,
        page_title varchar(255),

        -- milliseconds; cls has no unit
        fcp numeric(8, 2),
        lcp numeric(8, 2),
        fid numeric(8, 2),
        cls numeric(8, 4),
        ttfb numeric(8, 2),

        dom_content_loaded numeric(8, 2),
        load_event numeric(8, 2),
        page_size integer,
        resource_count integer,

        connection_type varchar(50),
        device_memory integer,
        hardware_concurrency integer,

        browser varchar(100),
        browser_version varchar(50),
        operating_system varchar(100),
        screen_resolution varchar(20),

        recorded_at timestamptz NOT NULL DEFAULT now(),
        inp numeric(8, 2),
        tti numeric(8, 2),
        device varchar(20),
        metric_id varchar(100),
        occurred_at timestamptz,
        PRIMARY KEY (id, recorded_at)
    ) ${partitioned_by_day};

    CREATE INDEX idx_frontend_metrics_recorded ON performance.frontend_metrics (recorded_at);
    CREATE INDEX idx_frontend_metrics_session_recorded ON performance.frontend_metrics (session_id, recorded_at);
END
$do$;
