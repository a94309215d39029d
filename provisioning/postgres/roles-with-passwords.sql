-- What docker-compose.yml's service "roles" runs, with psql, as the superuser: role.sql, and passwords from files.
\set ON_ERROR_STOP on
-- pg_stat_statements keeps the text of utility statements as it is, passwords too.
CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
SET pg_stat_statements.track_utility = off;
SET log_statement = 'none';

\ir role.sql

\set exporter_password `cat /run/secrets/exporter_password`
\set writer_password `cat /run/secrets/writer_password`
ALTER ROLE kryonix_exporter PASSWORD :'exporter_password';
ALTER ROLE kryonix_writer PASSWORD :'writer_password';
