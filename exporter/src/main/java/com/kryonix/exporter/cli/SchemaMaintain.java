package com.kryonix.exporter.cli;

import com.kryonix.events.maintenance.Maintenance;
import com.kryonix.events.maintenance.MaintenancePlan;
import com.kryonix.exporter.config.PostgresTarget;
import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes days ahead, rolls up what is new and drops old days. */
@Command(
        name = "maintain",
        mixinStandardHelpOptions = true,
        description =
                "Make the event tables' partitions of the next days, roll up hours and days, and drop or delete what is older than "
                        + "events.maintenance says and counted by every exporter. For cron, as the tables' owner, each hour "
                        + "or day; a second run finds nothing to do.")
final class SchemaMaintain implements Callable<Integer> {
    @Mixin
    private PostgresChoice postgres = new PostgresChoice();

    @Option(
            names = "--audit",
            description =
                    "Also compare the roll-up of every whole day with the rows that are there, and roll up those that"
                            + " came more than a day late. Reads all rows.")
    private boolean audit;

    @Option(
            names = "--even-uncounted",
            description = "Also drop the old days of tables of which no exporter has a checkpoint.")
    private boolean evenUncounted;

    @Option(
            names = "--dry-run",
            description = "Say what would be made, rolled up, dropped and deleted, and change nothing.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Complaint {
        PostgresTarget chosen = postgres.choose();
        try (HikariDataSource database = PostgresChoice.open(chosen)) {
            MaintenancePlan plan = chosen.events().maintenancePlan();
            Maintenance.Result result = Maintenance.run(database, as(plan));
            PrintWriter out = spec.commandLine().getOut();
            result.policies().forEach(line -> out.println(chosen.name() + ": " + line));
            result.done().forEach(line -> out.println(chosen.name() + ": " + line));
            result.failures()
                    .forEach(line ->
                            spec.commandLine().getErr().println(Main.NAME + ": " + chosen.name() + ": " + line));
            if (result.done().isEmpty() && result.failures().isEmpty()) {
                out.println(chosen.name() + ": nothing to do");
            }
            return result.failures().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } catch (SQLException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("no connection");
            throw Complaint.ofServer(chosen.name() + ": " + reason + " (check the address, the user and the password)");
        }
    }

    private MaintenancePlan as(MaintenancePlan configured) {
        MaintenancePlan plan = audit ? configured.auditing() : configured;
        plan = dryRun ? plan.rehearsed() : plan;
        return evenUncounted ? plan.alsoOfUncounted() : plan;
    }
}
