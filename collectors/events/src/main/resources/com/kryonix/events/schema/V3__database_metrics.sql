-- Statements as the application saw them: one row an execution. query_text is normalised text, never with values.
DO $do$
BEGIN
    IF to_regclass('performance.database_metrics') IS NOT NULL THEN
        RETURN;
    END IF;

    CREATE TABLE performance.database_metrics (
        id uuid NOT NULL DEFAULT gen_random_uuid(),

        query_hash varchar(64) NOT NULL,
        query_text text,
        query_type varchar(50),

        -- milliseconds
        execution_time numeric(10, 3) NOT NULL,
        planning_time numeric(10, 3) DEFAULT 0,

        shared_blks_hit integer DEFAULT 0,
        shared_blks_read integer DEFAULT 0,
        shared_blks_written integer DEFAULT 0,
        temp_blks_read integer DEFAULT 0,
        temp_blks_written integer DEFAULT 0,

        rows_returned integer DEFAULT 0,
        rows_affected integer DEFAULT 0,

        database_name varchar(100),
        user_name varchar(100),
        application_name varchar(200),

        recorded_at timestamptz NOT NULL DEFAULT now(),
        occurred_at timestamptz,
        PRIMARY KEY (id, recorded_at)
    ) ${partitioned_by_day};

    CREATE INDEX idx_database_metrics_recorded ON performance.database_metrics (recorded_at);
    CREATE INDEX idx_database_metrics_hash_recorded ON performance.database_metrics (query_hash, recorded_at);
END
$do$;
