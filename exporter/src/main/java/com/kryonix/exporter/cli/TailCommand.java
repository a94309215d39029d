package com.kryonix.exporter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How far the event tables are counted. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "How far the event tables are counted: look, forget, begin anew",
        subcommands = {TailStatusCommand.class, TailReset.class, TailRewind.class})
final class TailCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command, such as status");
    }
}
