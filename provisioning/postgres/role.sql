-- The two roles, with no more than they need. Run it as a superuser, in the database that the exporter connects to:
--     psql -d app -f role.sql
-- Then give each role that you use a password, which this file should not hold:
--     psql -d app -c '\password kryonix_exporter'
--     psql -d app -c '\password kryonix_writer'
-- It can be run at any time, and as often as you like. What is not there yet it leaves out, with a NOTICE: run it again
-- after "kryonix-exporter schema apply". Who wants the server's statistics alone needs neither the schema nor a second
-- run.

DO $do$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kryonix_exporter') THEN
        CREATE ROLE kryonix_exporter LOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kryonix_writer') THEN
        CREATE ROLE kryonix_writer LOGIN;
    END IF;
    -- The exporter reads the server's statistics: other sessions' transactions, statement texts, settings.
    IF NOT pg_has_role('kryonix_exporter', 'pg_monitor', 'MEMBER') THEN
        GRANT pg_monitor TO kryonix_exporter;
    END IF;
END
$do$;

DO $do$
DECLARE
    needed record;
BEGIN
    IF to_regnamespace('performance') IS NULL THEN
        RAISE NOTICE 'database % has no schema performance: nothing is granted on event tables. To have them counted, run "kryonix-exporter schema apply" as the owner, then this file again.', current_database();
        RETURN;
    END IF;

    -- The exporter reads the event tables, and writes its own checkpoints and nothing else.
    GRANT USAGE ON SCHEMA performance TO kryonix_exporter, kryonix_writer;
    GRANT SELECT ON ALL TABLES IN SCHEMA performance TO kryonix_exporter;

    FOR needed IN
        SELECT * FROM (VALUES
            ('exporter_checkpoint', 'INSERT, UPDATE, DELETE', 'kryonix_exporter'),
            -- The platform adds events, and cannot change or remove one. The exact counts rest on that.
            ('api_metrics', 'INSERT', 'kryonix_writer'),
            ('frontend_metrics', 'INSERT', 'kryonix_writer'),
            ('database_metrics', 'INSERT', 'kryonix_writer'),
            ('cache_metrics', 'INSERT', 'kryonix_writer'),
            -- Alerts are acknowledged and resolved where they are.
            ('alerts', 'SELECT, INSERT, UPDATE', 'kryonix_writer')
        ) AS rights (relation, privileges, grantee)
    LOOP
        IF to_regclass('performance.' || needed.relation) IS NULL THEN
            RAISE NOTICE 'no table performance.%: % for % is not granted. To have it, run "kryonix-exporter schema apply" as the owner, then this file again.',
                needed.relation, needed.privileges, needed.grantee;
        ELSE
            EXECUTE format('GRANT %s ON performance.%I TO %I', needed.privileges, needed.relation, needed.grantee);
        END IF;
    END LOOP;
END
$do$;
