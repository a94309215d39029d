package com.kryonix.exporter.cli;

import com.codahale.metrics.MetricRegistry;
import com.kryonix.collector.Scrape;
import com.kryonix.exporter.Exporter;
import com.kryonix.exporter.Sources;
import com.kryonix.exporter.config.ExporterConfig;
import com.kryonix.exporter.engine.Engine;
import com.kryonix.exporter.engine.TargetResult;
import com.kryonix.exporter.exposition.Format;
import com.kryonix.exporter.exposition.Scope;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One page on standard output. */
@Command(
        name = "once",
        mixinStandardHelpOptions = true,
        description =
                "Print one scrape in Prometheus' text format. The event tables are not in it: to count their rows "
                        + "is the work of one exporter at a time, the one that serves.")
final class OnceCommand implements Callable<Integer> {
    @Mixin
    private ConfigOption configuration = new ConfigOption();

    @Override
    public Integer call() throws IOException {
        ExporterConfig config = configuration.load().withoutEvents();
        MetricRegistry pools = new MetricRegistry();
        try (Sources sources = Sources.open(config, pools);
                Engine engine = new Engine(sources.targets())) {
            List<TargetResult> results =
                    engine.scrape(Scrape.within(config.scrapes().timeout()));
            OutputStream out = new BufferedOutputStream(System.out);
            Exporter.exposition(config, pools).write(results, Scope.EVERYTHING, Format.TEXT, out);
            out.flush();
            return results.stream().allMatch(TargetResult::up) ? 0 : 1;
        }
    }
}
