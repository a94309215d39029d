package com.kryonix.events.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateOutput;

/**
 * Brings a database's schema {@code performance} up to date: the event tables, their days, their indexes and the
 * exporter's checkpoints. A table that is there already is kept as it is. Running it again changes nothing.
 *
 * <p>Migrations are plain SQL, in the resources beside this class; Flyway records them in
 * {@code performance.exporter_schema_history}, apart from a history that the platform itself may keep.
 */
public final class PerformanceSchema {
    /** What the migrations make that are not named after a table. */
    private static final Map<String, String> MADE = Map.of(
            "days", "performance.maintain_partitions(): created, to make the days ahead",
            "roll ups", "performance.hourly, performance.daily: created, for roll-ups of hours and days");

    private PerformanceSchema() {}

    /**
     * Applies what is missing, as a role that may create the schema and its tables.
     *
     * @return what was done, one line each, for people; "already up to date" alone when nothing was
     * @throws SchemaException when the server refuses; what was done before stays, and the next run goes on from there
     */
    public static List<String> apply(DataSource database) {
        List<String> done = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            SchemaCatalog catalog = new SchemaCatalog(connection);
            Set<String> before = catalog.tables();
            for (MigrateOutput migration : migrate(database, catalog.partitioning())) {
                done.add(describe(migration, before, catalog.tables()));
            }
            done.addAll(new RecordedAtIndexes(connection).createMissing());
            int days = catalog.maintainPartitions();
            if (days > 0) {
                done.add("made " + days + " daily partitions, today's and the next days'");
            }
        } catch (FlywayException | SQLException e) {
            throw Refusal.of(e);
        }
        return done.isEmpty() ? List.of("already up to date") : List.copyOf(done);
    }

    private static List<MigrateOutput> migrate(DataSource database, String partitioning) {
        return Flyway.configure()
                .loggers(MigrationLog.class.getName())
                .dataSource(database)
                .defaultSchema(SchemaCatalog.SCHEMA)
                .table("exporter_schema_history")
                .locations("classpath:com/kryonix/events/schema")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .baselineDescription("what was there before")
                .placeholders(Map.of("partitioned_by_day", partitioning))
                .load()
                .migrate()
                .migrations;
    }

    /** A migration is named after the table that it makes, if it makes one. */
    private static String describe(MigrateOutput migration, Set<String> before, Set<String> after) {
        String table = migration.description.replace(' ', '_');
        if (!after.contains(table)) {
            return MADE.getOrDefault(
                    migration.description, "version " + migration.version + ": " + migration.description);
        }
        return "performance." + table + ": " + (before.contains(table) ? "exists already, kept as it is" : "created");
    }
}
