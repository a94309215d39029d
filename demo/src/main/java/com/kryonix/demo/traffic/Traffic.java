package com.kryonix.demo.traffic;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import redis.clients.jedis.exceptions.JedisException;

/** Sends the planned requests to the shop, each at its time, and records what they took. */
public final class Traffic implements AutoCloseable {
    private static final int CONCURRENT = 48;
    private static final long FLUSH_MILLIS = 200;
    private static final long PATIENCE_SECONDS = 30;

    private final Plan plan;
    private final Recorder recorder;
    private final Cache cache;
    private final Shop shop;
    private final Visitors visitors;
    private final SlowResponseAlerts alerts;
    private final Consumer<String> troubles;
    private final Pace pace = new Pace();
    private final AtomicLong served = new AtomicLong();
    private final AtomicBoolean inTrouble = new AtomicBoolean();
    private final ExecutorService workers = Executors.newFixedThreadPool(CONCURRENT);
    private final ScheduledExecutorService flusher = Executors.newSingleThreadScheduledExecutor();
    private final Thread dispatcher = new Thread(this::dispatch, "traffic");

    /** @param troubles told, once a row of failures, when the database or the cache does not answer */
    public Traffic(TrafficSettings settings, Consumer<String> troubles) {
        this.plan = new Plan(settings.seed(), settings.rate(), settings.incident());
        this.recorder = new Recorder(settings.writer());
        this.cache = new Cache(settings.redisUrl(), recorder);
        this.shop = new Shop(new Database(settings.shop(), recorder), cache);
        this.visitors = new Visitors(recorder);
        this.alerts = new SlowResponseAlerts(recorder);
        this.troubles = troubles;
    }

    public void start() {
        dispatcher.start();
        ScheduledFuture<?> unused =
                flusher.scheduleWithFixedDelay(this::flush, FLUSH_MILLIS, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Lets nothing new begin; when this returns, all that had begun has ended and its rows are committed: the tables
     * stay as they are until {@link #resume}.
     */
    public void pause() throws InterruptedException, SQLException {
        if (!pace.pause(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new SQLException("requests still under way after " + PATIENCE_SECONDS + " s");
        }
        recorder.flush();
    }

    public void resume() {
        pace.resume();
    }

    public boolean isPaused() {
        return pace.isPaused();
    }

    /** Requests that have ended. */
    public long served() {
        return served.get();
    }

    /** Committed writes by what they are: {@code api_metrics}, {@code alert_resolved} and so on. */
    public Map<String, Long> written() {
        Map<String, Long> byName = new TreeMap<>();
        recorder.written().forEach((write, rows) -> byName.put(write.name().toLowerCase(Locale.ROOT), rows));
        return byName;
    }

    private void dispatch() {
        try {
            while (true) {
                PlannedRequest request = plan.next();
                pace.awaitTurn(request.dueNanos());
                workers.execute(() -> serve(request));
            }
        } catch (InterruptedException | RejectedExecutionException e) {
            // Closed.
        }
    }

    private void serve(PlannedRequest request) {
        Exchange exchange = new Exchange(request);
        long begin = System.nanoTime();
        try {
            try {
                shop.serve(exchange);
            } catch (SQLException | JedisException e) {
                exchange.fails(503, "unavailable", "database or cache did not answer");
                complain(e);
            }
            long took = System.nanoTime() - begin;
            recorder.add(exchange.toEvent(took));
            visitors.saw(exchange);
            alerts.saw(request.endpoint(), took);
            served.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            pace.ended();
        }
    }

    private void flush() {
        try {
            recorder.flush();
            inTrouble.set(false);
        } catch (SQLException e) {
            complain(e);
        }
    }

    private void complain(Exception e) {
        if (!Thread.currentThread().isInterrupted() && !workers.isShutdown() && inTrouble.compareAndSet(false, true)) {
            troubles.accept("traffic: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    /** Ends at once; what was not committed yet is lost. */
    @Override
    public void close() {
        workers.shutdownNow();
        flusher.shutdownNow();
        dispatcher.interrupt();
        try {
            // Most end at once; a statement that hangs ends with its connection.
            workers.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cache.close();
    }
}
