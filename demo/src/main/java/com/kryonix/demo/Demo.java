package com.kryonix.demo;

import com.kryonix.demo.control.ControlServer;
import com.kryonix.demo.control.ReceivedAlerts;
import com.kryonix.demo.stack.Databases;
import com.kryonix.demo.stack.Exporter;
import com.kryonix.demo.stack.Monitoring;
import com.kryonix.demo.stack.Ports;
import com.kryonix.demo.traffic.Traffic;
import com.kryonix.demo.traffic.TrafficSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts everything, says where to look, and ends everything. bin/demo runs it. */
@Command(
        name = "bin/demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "A platform in small: PostgreSQL, Redis and traffic, and the exporter that measures them.")
public final class Demo implements Callable<Integer> {
    /** The libraries log what the demo says itself, in fewer words. */
    private static final Logger LIBRARIES = Logger.getLogger("");

    private static final Duration TO_END = Duration.ofSeconds(30);

    private final Path repository =
            Path.of(System.getProperty("kryonix.root", ".")).toAbsolutePath();
    private final Path folder = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    private final Progress progress = new Progress(System.out, Boolean.getBoolean("kryonix.demo.terminal"));
    private final Stack stack = new Stack();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    @Mixin
    private DemoOptions options = new DemoOptions();

    public static void main(String[] arguments) {
        LIBRARIES.setLevel(Level.SEVERE);
        System.exit(new CommandLine(new Demo())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    System.err.println("bin/demo: " + failure.getMessage());
                    return 1;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (!Ports.isFree(options.port())) {
            System.err.println("bin/demo: port " + options.port() + " is in use; choose another with --port");
            return 1;
        }
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> askToEnd(main), "end"));
        try {
            start();
            awaitEnd();
            return 0;
        } catch (Exception e) {
            if (asked.getCount() == 0) {
                return 0;
            }
            throw e;
        } finally {
            // An interruption has done its work; what follows must not be cut short by it.
            Thread.interrupted();
            progress.step("ending");
            stack.close();
            ended.countDown();
        }
    }

    private void awaitEnd() throws InterruptedException {
        Optional<Duration> length = options.length();
        if (length.isPresent()) {
            if (!asked.await(length.get().toMillis(), TimeUnit.MILLISECONDS)) {
                progress.say("ending after " + length.get().toSeconds() + " s");
            }
        } else {
            asked.await();
        }
    }

    /** On SIGTERM or SIGINT: the main thread ends what it started, in order, wherever it stands. */
    private void askToEnd(Thread main) {
        asked.countDown();
        if (ended.getCount() > 0) {
            main.interrupt();
        }
        try {
            ended.await(TO_END.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start() throws Exception {
        long seed = options.seed();
        progress.step("starting PostgreSQL and Redis");
        Databases databases = stack.add(new Databases(repository));
        databases.start();
        progress.step("starting the traffic");
        Traffic traffic = stack.add(new Traffic(
                new TrafficSettings(
                        stack.add(databases.pool("shop_app", 12)),
                        stack.add(databases.pool("kryonix_writer", 2)),
                        databases.redisUrl(),
                        seed,
                        options.rate(),
                        options.incident()),
                progress::say));
        ControlServer control = stack.add(
                new ControlServer(Ports.preferring(options.port() + 1), traffic, new ReceivedAlerts(progress::say)));
        progress.step("starting the exporter");
        Exporter exporter = stack.add(new Exporter(repository, folder, options.port(), databases, progress::say));
        Monitoring monitoring = monitoring(control.url());
        traffic.start();
        new Guide(progress, options, seed).show(databases, exporter, control, monitoring, folder);
    }

    private @Nullable Monitoring monitoring(String controlUrl) throws Exception {
        if (!options.withPrometheus()) {
            return null;
        }
        Optional<String> missing = Monitoring.missing();
        if (missing.isPresent()) {
            progress.say("Prometheus and Alertmanager are left out: " + missing.get() + " not installed here");
            return null;
        }
        progress.step("starting Prometheus and Alertmanager");
        return stack.add(new Monitoring(
                repository,
                folder,
                options.port(),
                controlUrl + "/alerts",
                options.incident().isEmpty(),
                progress::say));
    }
}
