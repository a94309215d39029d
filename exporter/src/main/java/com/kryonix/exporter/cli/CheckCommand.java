package com.kryonix.exporter.cli;

import com.codahale.metrics.MetricRegistry;
import com.kryonix.exporter.Sources;
import com.kryonix.exporter.config.ExporterConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what is wrong before it is served. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Read the configuration, connect to each target, try each collector once, and say what is missing "
                        + "and what to do about it. Nothing is written anywhere. Exit 0: all is well; 1: a target is not.")
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private ConfigOption configuration = new ConfigOption();

    @Option(
            names = "--maintain",
            description = "Also whether serve --maintain and schema maintain may do their work as this user.")
    private boolean maintain;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        ExporterConfig config = configuration.loadQuietly();
        try (Sources sources = Sources.open(config.withoutEvents(), new MetricRegistry())) {
            CheckReport report = new CheckReport(spec.commandLine().getOut());
            sources.targets()
                    .forEach(target -> TargetCheck.of(target, config.scrapes()).report(report));
            config.postgres().forEach(target -> new EventTablesCheck(target, maintain).report(report));
            return report.troubles() == 0 ? 0 : 1;
        }
    }
}
