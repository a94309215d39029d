package com.kryonix.exporter;

import com.codahale.metrics.MetricRegistry;
import com.kryonix.exporter.config.Compatibility;
import com.kryonix.exporter.config.ConfigText;
import com.kryonix.exporter.config.ExporterConfig;
import com.kryonix.exporter.engine.Engine;
import com.kryonix.exporter.exposition.Exposition;
import com.kryonix.exporter.http.HttpSettings;
import com.kryonix.exporter.http.MetricsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running exporter. */
public final class Exporter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Exporter.class);

    private final Sources sources;
    private final Engine engine;
    private final MetricsServer server;

    private Exporter(Sources sources, Engine engine, MetricsServer server) {
        this.sources = sources;
        this.engine = engine;
        this.server = server;
    }

    /** Serves, and maintains the event tables each hour. Otherwise as {@link #start}. */
    public static Exporter startMaintaining(ExporterConfig config) throws IOException {
        Exporter exporter = start(config);
        exporter.sources.startMaintenance();
        return exporter;
    }

    /**
     * Serves. Servers that are down do not keep it from starting.
     *
     * @throws IOException when the address cannot be listened on; then nothing runs
     */
    public static Exporter start(ExporterConfig config) throws IOException {
        MetricRegistry pools = new MetricRegistry();
        Sources sources = Sources.open(config, pools);
        Engine engine = new Engine(sources.targets());
        try {
            MetricsServer server =
                    MetricsServer.start(http(config), engine, exposition(config, pools), () -> ConfigText.of(config));
            // Only now: an exporter that may not listen must not touch the checkpoints of the one that does.
            sources.startTails();
            engine.firstContact(config.scrapes().timeout());
            return new Exporter(sources, engine, server);
        } catch (IOException | RuntimeException e) {
            engine.close();
            sources.close();
            throw e;
        }
    }

    private static HttpSettings http(ExporterConfig config) {
        return new HttpSettings(
                config.http().listen().socketAddress(),
                config.http().maxConcurrent(),
                config.scrapes().timeout(),
                config.scrapes().timeoutOffset(),
                Build.current().version());
    }

    /** What turns results into pages under this configuration. */
    public static Exposition exposition(ExporterConfig config, MetricRegistry pools) {
        return new Exposition(
                config.compatibility().stream().map(Compatibility::exporter).collect(Collectors.toSet()),
                Build.current().version(),
                ConfigText.hash(config),
                pools);
    }

    /** Where it listens, with the port that was chosen. */
    public InetSocketAddress address() {
        return server.address();
    }

    /** Answers what is being asked and, meanwhile, writes the checkpoints; then gives up the connections. */
    @Override
    public void close() {
        AllAtOnce.run("stop", List.of(server::close, sources::stopTails));
        engine.close();
        sources.close();
        LOG.info("stopped");
    }
}
