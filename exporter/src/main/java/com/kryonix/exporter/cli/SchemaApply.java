package com.kryonix.exporter.cli;

import com.kryonix.events.schema.PerformanceSchema;
import com.kryonix.exporter.config.PostgresTarget;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Brings the schema of one PostgreSQL up to date. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = "Create what is missing of the event tables, their partitions and indexes, and the checkpoint "
                + "table. What is there already stays as it is; a second run changes nothing.")
final class SchemaApply implements Callable<Integer> {
    @Mixin
    private PostgresChoice postgres = new PostgresChoice();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Complaint {
        PostgresTarget chosen = postgres.choose();
        try (HikariDataSource database = PostgresChoice.open(chosen)) {
            for (String line : PerformanceSchema.apply(database)) {
                spec.commandLine().getOut().println(chosen.name() + ": " + line);
            }
        }
        return 0;
    }
}
