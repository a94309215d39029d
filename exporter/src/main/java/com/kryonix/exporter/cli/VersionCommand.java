package com.kryonix.exporter.cli;

import com.kryonix.exporter.Build;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Which exporter this is, and on which Java it runs. */
@Command(
        name = "version",
        mixinStandardHelpOptions = true,
        description = "Print the version, the git revision it was built from where that is known, and Java.")
final class VersionCommand implements Callable<Integer>, IVersionProvider {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public String[] getVersion() {
        return new String[] {Main.NAME + " " + Build.current() + ", Java " + System.getProperty("java.version")};
    }

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(getVersion()[0]);
        return 0;
    }
}
