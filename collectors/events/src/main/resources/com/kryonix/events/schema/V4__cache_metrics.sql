-- Cache operations: one row each. A lookup is a get (with is_hit) or a miss; a set is not one.
DO $do$
BEGIN
    IF to_regclass('performance.cache_metrics') IS NOT NULL THEN
        RETURN;
    END IF;

    CREATE TABLE performance.cache_metrics (
        id uuid NOT NULL DEFAULT gen_random_uuid(),

        cache_key varchar(500) NOT NULL,
        cache_type varchar(50) NOT NULL,
        operation varchar(20) NOT NULL,

        -- milliseconds
        operation_time numeric(8, 3) NOT NULL,

        -- bytes
        key_size integer DEFAULT 0,
        value_size integer DEFAULT 0,

        ttl_seconds integer,
        expires_at timestamptz,

        is_hit boolean DEFAULT false,

        recorded_at timestamptz NOT NULL DEFAULT now(),
        occurred_at timestamptz,
        PRIMARY KEY (id, recorded_at)
    ) ${partitioned_by_day};

    CREATE INDEX idx_cache_metrics_recorded ON performance.cache_metrics (recorded_at);
    CREATE INDEX idx_cache_metrics_key_recorded ON performance.cache_metrics (cache_key, recorded_at);
END
$do$;
