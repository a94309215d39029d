-- The event tables' days: TimescaleDB's chunks where that extension is installed, partitions made by
-- performance.maintain_partitions() otherwise. Tables that were there before these migrations are left alone.

-- Makes the partitions from today (UTC) to so many days ahead; returns how many it made. Safe to run at any time, from
-- several places. A day whose rows lie in the DEFAULT partition already is left there: moving rows would give them
-- new row versions, and the tail would count them twice.
CREATE FUNCTION performance.maintain_partitions(days_ahead integer DEFAULT 7) RETURNS integer
    LANGUAGE plpgsql
    SET search_path = pg_catalog
    SET lock_timeout = '5s'
AS $function$
DECLARE
    parent text;
    child text;
    ours boolean;
    stray boolean;
    today constant timestamptz := date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC';
    begins timestamptz;
    ends timestamptz;
    made integer := 0;
BEGIN
    FOREACH parent IN ARRAY ARRAY['api_metrics', 'frontend_metrics', 'database_metrics', 'cache_metrics'] LOOP
        -- A table partitioned in another way is its owner's to maintain.
        SELECT bool_or(c.relname = parent || '_default') AND bool_and(c.relname ~ '_(default|[0-9]{8})$') INTO ours
        FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = to_regclass('performance.' || parent);
        CONTINUE WHEN ours IS NOT TRUE;

        FOR ahead IN 0..days_ahead LOOP
            begins := today + ahead * interval '24 hours';
            ends := begins + interval '24 hours';
            child := parent || to_char(begins AT TIME ZONE 'UTC', '"_"YYYYMMDD');
            CONTINUE WHEN to_regclass('performance.' || child) IS NOT NULL;
            EXECUTE format('SELECT EXISTS (SELECT FROM performance.%I WHERE recorded_at >= $1 AND recorded_at < $2)',
                parent || '_default') INTO stray USING begins, ends;
            CONTINUE WHEN stray;
            EXECUTE format('CREATE TABLE IF NOT EXISTS performance.%I PARTITION OF performance.%I'
                ' FOR VALUES FROM (%L) TO (%L)', child, parent, begins, ends);
            made := made + 1;
        END LOOP;
    END LOOP;
    RETURN made;
END
$function$;

DO $do$
DECLARE
    candidate record;
    extension_schema name;
    empty boolean;
BEGIN
    SELECT n.nspname INTO extension_schema
    FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname = 'timescaledb';

    FOR candidate IN
        SELECT c.relname, c.relkind
        FROM pg_class c
        JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey) AND a.attname = 'recorded_at'
        WHERE c.relnamespace = 'performance'::regnamespace
          AND c.relname IN ('api_metrics', 'frontend_metrics', 'database_metrics', 'cache_metrics')
          AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhparent = c.oid)
    LOOP
        EXECUTE format('SELECT NOT EXISTS (SELECT FROM performance.%I)', candidate.relname) INTO empty;
        IF candidate.relkind = 'p' THEN
            -- Catches every stamp outside the days, so that no insert ever fails.
            EXECUTE format('CREATE TABLE performance.%I PARTITION OF performance.%I DEFAULT',
                candidate.relname || '_default', candidate.relname);
        ELSIF extension_schema IS NOT NULL AND empty THEN
            EXECUTE format('SELECT %I.create_hypertable(%L::regclass, ''recorded_at''::name,'
                ' chunk_time_interval => interval ''1 day'', if_not_exists => true)',
                extension_schema, 'performance.' || candidate.relname);
        END IF;
    END LOOP;
END
$do$;
