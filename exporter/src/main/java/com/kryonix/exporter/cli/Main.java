package com.kryonix.exporter.cli;

import com.kryonix.exporter.logging.LastingLogManager;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code kryonix-exporter}. */
@Command(
        name = Main.NAME,
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = "A platform's PostgreSQL, Redis and event tables as Prometheus series.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Without --config, KRYONIX_CONFIG names the file; without either, KRYONIX_POSTGRES_URL and KRYONIX_REDIS_URL "
                    + "are enough.",
            "Exit codes: 0 fine; 1 a server is not as it must be; 2 the command line or the configuration is not."
        },
        subcommands = {
            ServeCommand.class,
            CheckCommand.class,
            OnceCommand.class,
            SchemaCommand.class,
            TailCommand.class,
            CatalogueCommand.class,
            VersionCommand.class
        })
public final class Main implements Runnable {
    static final String NAME = "kryonix-exporter";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.setProperty(LastingLogManager.PROPERTY, LastingLogManager.NAME);
        System.exit(commandLine().execute(arguments));
    }

    /** The whole command line, ready to execute. */
    public static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler(Main::misused)
                .setExecutionExceptionHandler(Complaint::answer)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command, such as serve");
    }

    private static int misused(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(
                NAME + ": " + complaint(e) + "; see " + command.getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    private static String complaint(ParameterException e) {
        String message = String.valueOf(e.getMessage());
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return message;
        }
        String first = unmatched.getUnmatched().get(0);
        boolean command = !first.startsWith("-")
                && !e.getCommandLine().getCommandSpec().subcommands().isEmpty();
        String what = command ? "no command " + first : message;
        return unmatched.getSuggestions().stream()
                .findFirst()
                .map(near -> what + "; did you mean " + near + "?")
                .orElse(what);
    }
}
