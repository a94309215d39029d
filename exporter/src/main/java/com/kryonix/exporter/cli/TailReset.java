package com.kryonix.exporter.cli;

import com.kryonix.events.TailSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Takes a checkpoint away. */
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description =
                "Forget what was counted of an event table: the exporter begins as at its first start, where events.start says, "
                        + "`now` being the time of this command. "
                        + "Prometheus sees a reset of its counters.")
final class TailReset implements Callable<Integer> {
    @Mixin
    private TailChoice tails = new TailChoice();

    @Mixin
    private Consent consent = new Consent();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Complaint {
        tails.withOne((title, table, connection, target) -> {
            consent.obtain("Forget what was counted of " + table + "?");
            boolean done = TailChoice.stored(table, connection, target).reset(consent.force());
            spec.commandLine()
                    .getOut()
                    .println(title
                            + (done
                                    ? "what was counted is forgotten; the exporter counts "
                                            + (target.events().settings().start() == TailSettings.Start.NOW
                                                    ? "the rows from now on (events.start: now)"
                                                    : "all rows (events.start: beginning)")
                                    : "no checkpoint, nothing to reset"));
        });
        return CommandLine.ExitCode.OK;
    }
}
