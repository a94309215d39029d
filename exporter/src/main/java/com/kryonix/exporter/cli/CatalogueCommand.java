package com.kryonix.exporter.cli;

import com.kryonix.exporter.docs.CatalogueJson;
import com.kryonix.exporter.docs.Catalogues;
import com.kryonix.exporter.docs.MetricsPage;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Every metric there is. */
@Command(
        name = "catalogue",
        mixinStandardHelpOptions = true,
        description = "Print every metric: name, type, unit, labels, help and other exporters' names for it.")
final class CatalogueCommand implements Callable<Integer> {
    /** How it is printed. */
    enum Format {
        MARKDOWN,
        JSON
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "markdown",
            description = "markdown (the default) or json.")
    private Format format = Format.MARKDOWN;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case MARKDOWN -> Catalogues.all().forEach(catalogue -> out.println(MetricsPage.of(catalogue)));
            case JSON -> out.println(CatalogueJson.of(Catalogues.all()));
        }
        out.flush();
        return 0;
    }
}
