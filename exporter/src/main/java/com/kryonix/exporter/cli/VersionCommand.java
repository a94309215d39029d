package com.kryonix.exporter.cli;

import com.kryonix.exporter.Build;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Which exporter this is, and on which Java it runs. */
@Command(name = "version", mixinStandardHelpOptions = true, description = "Print version, git revision and Java.")
final class VersionCommand implements Callable<Integer>, IVersionProvider {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public String[] getVersion() {
        Build build = Build.current();
        return new String[] {
            Main.NAME + " " + build.version() + " (revision " + build.revision() + ", Java "
                    + System.getProperty("java.version") + ")"
        };
    }

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(getVersion()[0]);
        return 0;
    }
}
