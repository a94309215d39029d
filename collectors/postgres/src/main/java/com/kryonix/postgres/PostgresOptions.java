package com.kryonix.postgres;

/**
 * What can be switched on and off in the catalogue.
 *
 * @param activityByClient also postgres_exporter's {@code pg_stat_activity_count} with all of its seven labels: their
 *     product is as large as the number of sessions
 */
public record PostgresOptions(boolean activityByClient) {
    public static PostgresOptions defaults() {
        return new PostgresOptions(false);
    }
}
