package com.kryonix.exporter.cli;

import com.kryonix.configuration.InvalidSetting;
import com.kryonix.exporter.Build;
import com.kryonix.exporter.Exporter;
import com.kryonix.exporter.config.ExporterConfig;
import com.kryonix.exporter.config.ListenAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves until SIGTERM or SIGINT. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Serve /metrics until SIGTERM or Ctrl-C. A server that is down does not keep it from starting.")
final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    private static final Duration TO_STOP = Duration.ofMillis(4500);

    @Mixin
    private ConfigOption configuration = new ConfigOption();

    @Option(
            names = {"-l", "--listen"},
            paramLabel = "HOST:PORT",
            description = "Where to listen, instead of what the configuration says; :PORT is every address.")
    private @Nullable String listen;

    @Option(
            names = "--maintain",
            description =
                    "Do what schema maintain does, too, soon after the start and then each hour, as the user that it"
                            + " connects as, who has to own the event tables.")
    private boolean maintain;

    @Option(names = "--rehearse", hidden = true, description = "Start, answer two scrapes of its own, and end.")
    private boolean rehearse;

    @Override
    public Integer call() throws Complaint, IOException, InterruptedException {
        ExporterConfig config = configuration.load();
        if (rehearse) {
            Rehearsal.of(config);
            return 0;
        }
        if (listen != null) {
            config = config.listeningOn(address(listen));
        }
        Exporter exporter = start(config);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(exporter), "stop"));
        LOG.info("version {} listening on http://{}/metrics", Build.current().version(), shown(exporter));
        new CountDownLatch(1).await();
        return 0;
    }

    /** Exit 0, where the virtual machine's own after SIGTERM is 143; in time whatever a server does. */
    private static void stop(Exporter exporter) {
        Thread closing = new Thread(exporter::close, "close");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(TO_STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (closing.isAlive()) {
            LOG.warn("stopped without waiting any longer for a server that does not answer; rows since its last"
                    + " checkpoint are counted by the next start");
        }
        Runtime.getRuntime().halt(0);
    }

    private Exporter start(ExporterConfig config) throws Complaint {
        try {
            return maintain ? Exporter.startMaintaining(config) : Exporter.start(config);
        } catch (IOException e) {
            throw Complaint.ofUser("cannot listen on " + config.http().listen() + ": " + e.getMessage()
                    + "; stop what listens there, or choose another address with --listen or http.listen");
        }
    }

    private static ListenAddress address(String text) throws Complaint {
        try {
            return ListenAddress.parse(text);
        } catch (InvalidSetting e) {
            throw Complaint.ofUser("--listen: " + e.reason());
        }
    }

    private static String shown(Exporter exporter) {
        String host = exporter.address().getHostString();
        boolean everywhere = exporter.address().getAddress().isAnyLocalAddress();
        return (everywhere ? "localhost" : host) + ":" + exporter.address().getPort();
    }
}
