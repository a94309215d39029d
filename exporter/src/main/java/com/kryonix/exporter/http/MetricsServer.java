package com.kryonix.exporter.http;

import com.kryonix.exporter.engine.Engine;
import com.kryonix.exporter.exposition.Exposition;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The exporter's HTTP server: the JDK's, with routes and threads of our own. */
public final class MetricsServer implements AutoCloseable {
    /**
     * Connections, and threads that read requests and answer from memory: as many, as each that sends its request slowly
     * holds one. Of those, only the few that are needed live on.
     */
    private static final int CONNECTIONS = 256;

    /** Threads beyond those that collect, which only send to clients that read slowly. */
    private static final int SLOW_READERS = 16;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpServer server;
    private final ThreadPoolExecutor front;
    private final ThreadPoolExecutor scrapes;
    private final InFlight inFlight = new InFlight();

    private MetricsServer(HttpServer server, HttpSettings settings, Routes routes) {
        this.server = server;
        this.front = threads("http", 0, CONNECTIONS, new SynchronousQueue<>());
        // What is beyond is left to the server's own limit for reading a request, which closes it.
        front.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        this.scrapes = threads("scrape", 0, settings.concurrentScrapes() + SLOW_READERS, new SynchronousQueue<>());
        server.setExecutor(front);
        server.createContext("/", new Router(routes, scrapes, inFlight));
    }

    /**
     * Listens and answers.
     *
     * @param config the effective configuration as YAML, without secrets
     * @throws IOException when the address cannot be listened on: a {@link java.net.BindException} when it is in use
     */
    public static MetricsServer start(
            HttpSettings settings, Engine engine, Exposition exposition, Supplier<String> config) throws IOException {
        limitSlowClients();
        HttpServer server = HttpServer.create(settings.listen(), 128);
        MetricsServer metrics = new MetricsServer(server, settings, new Routes(settings, engine, exposition, config));
        server.start();
        return metrics;
    }

    /**
     * The JDK's server knows these limits as system properties alone, read when the first server is made; without them a
     * client that never ends its request keeps a thread for ever. The response's includes the time to collect.
     */
    private static void limitSlowClients() {
        setDefault("sun.net.httpserver.maxReqTime", "10");
        setDefault("sun.net.httpserver.maxRspTime", Long.toString(Budget.LONGEST.toSeconds() + 30));
        setDefault("sun.net.httpserver.nodelay", "true");
        setDefault("jdk.httpserver.maxConnections", Integer.toString(CONNECTIONS));
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static ThreadPoolExecutor threads(String name, int core, int most, BlockingQueue<Runnable> queue) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(core, most, 30, TimeUnit.SECONDS, queue, task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        return threads;
    }

    /** Where it listens, with the port that was chosen. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** Accepts nothing new, lets what is being answered end for up to two seconds, and stops. */
    @Override
    public void close() {
        inFlight.close(PATIENCE);
        server.stop(0);
        scrapes.shutdownNow();
        front.shutdownNow();
    }
}
