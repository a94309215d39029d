package com.kryonix.postgres;

import com.kryonix.postgres.statements.StatementsOptions;

/**
 * What can be switched on and off in the catalogue.
 *
 * @param postgresExporterNames also the families that postgres_exporter has and that no alias can express; aliases
 *     themselves are the exposition's affair
 * @param activityByClient {@code pg_stat_activity_count} with all of postgres_exporter's seven labels rather than by
 *     database and state: their product is as large as the number of sessions
 * @param statements which of pg_stat_statements' entries get series of their own
 */
public record PostgresOptions(boolean postgresExporterNames, boolean activityByClient, StatementsOptions statements) {
    public PostgresOptions(boolean postgresExporterNames, boolean activityByClient) {
        this(postgresExporterNames, activityByClient, StatementsOptions.DEFAULTS);
    }

    public static PostgresOptions defaults() {
        return new PostgresOptions(true, false);
    }

    public PostgresOptions withStatements(StatementsOptions options) {
        return new PostgresOptions(postgresExporterNames, activityByClient, options);
    }
}
