-- The two roles, with no more than they need. Run it as a superuser, in the database that holds the schema
-- performance, after "kryonix-exporter schema apply"; again whenever that made a new table. It can be run twice.
--     psql -d mydb -f role.sql
-- Then give each a password, which this file should not hold:
--     psql -d mydb -c '\password kryonix_exporter' -c '\password kryonix_writer'

DO $do$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kryonix_exporter') THEN
        CREATE ROLE kryonix_exporter LOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kryonix_writer') THEN
        CREATE ROLE kryonix_writer LOGIN;
    END IF;
END
$do$;

-- The exporter: reads the server's statistics (pg_monitor: other sessions' transactions, statement texts, settings)
-- and the event tables; writes its own checkpoints and nothing else.
GRANT pg_monitor TO kryonix_exporter;
GRANT USAGE ON SCHEMA performance TO kryonix_exporter;
GRANT SELECT ON ALL TABLES IN SCHEMA performance TO kryonix_exporter;
GRANT INSERT, UPDATE, DELETE ON performance.exporter_checkpoint TO kryonix_exporter;

-- The platform: adds events, and cannot change or remove one. The exact counts rest on that.
GRANT USAGE ON SCHEMA performance TO kryonix_writer;
GRANT INSERT ON
    performance.api_metrics,
    performance.frontend_metrics,
    performance.database_metrics,
    performance.cache_metrics
    TO kryonix_writer;

-- Alerts are acknowledged and resolved where they are.
GRANT SELECT, INSERT, UPDATE ON performance.alerts TO kryonix_writer;
