package com.kryonix.postgres;

/**
 * What can be switched on and off in the catalogue.
 *
 * @param postgresExporterNames also the families that postgres_exporter has and that no alias can express; aliases
 *     themselves are the exposition's affair
 * @param activityByClient {@code pg_stat_activity_count} with all of postgres_exporter's seven labels rather than by
 *     database and state: their product is as large as the number of sessions
 */
public record PostgresOptions(boolean postgresExporterNames, boolean activityByClient) {
    public static PostgresOptions defaults() {
        return new PostgresOptions(true, false);
    }
}
