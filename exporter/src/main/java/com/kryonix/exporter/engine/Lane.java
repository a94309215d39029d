package com.kryonix.exporter.engine;

import com.kryonix.collector.Scrape;
import com.kryonix.collector.Source;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is kept for one target between scrapes: its few threads and its runs in the air. Threads of its own, so that a
 * hung server takes none from the others; the queue holds at most one run a collector.
 */
final class Lane<S extends Source> implements AutoCloseable {
    /** As many as a target has connections: more would only wait for one. */
    private static final int THREADS = 3;

    private final Target<S> target;
    private final ThreadPoolExecutor threads;
    private final SingleFlight<Contact> contact;
    private final List<Turn<S>> turns;
    private final AtomicLong scrapes = new AtomicLong();
    private final TargetLog log;
    private final Sightings sightings;

    Lane(Target<S> target) {
        this.target = target;
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> daemon(target, task));
        threads.allowCoreThreadTimeOut(true);
        this.contact = new SingleFlight<>(threads, new ContactRun<>(target));
        this.turns = target.catalogue().collectors().stream()
                .map(collector -> new Turn<>(target, collector, threads))
                .toList();
        this.log = new TargetLog(target);
        this.sightings = new Sightings(target);
    }

    private static Thread daemon(Target<?> target, Runnable task) {
        Thread thread = new Thread(task, "collect-" + target.kind() + "-" + target.name());
        thread.setDaemon(true);
        return thread;
    }

    Target<S> target() {
        return target;
    }

    List<Turn<S>> turns() {
        return turns;
    }

    Sightings sightings() {
        return sightings;
    }

    CompletableFuture<Contact> contact(Scrape scrape) {
        return contact.ride(scrape).whenComplete((made, never) -> sightings.contacted(made));
    }

    /** Asks for the facts without waiting; what came of it is seen in {@link #sightings}. */
    @SuppressWarnings("FutureReturnValueIgnored")
    void introduce(Scrape scrape) {
        contact(scrape);
    }

    /** Sets out on a scrape; does not wait. */
    Visit<S> visit(Scrape scrape) {
        return new Visit<>(this, scrape);
    }

    /** Notes a scrape's end: counts it, logs what changed, remembers it for the landing page. */
    TargetResult ended(Visit.Ending ending) {
        TargetResult result = new TargetResult(
                target.kind(),
                target.name(),
                ending.up(),
                ending.duration(),
                scrapes.incrementAndGet(),
                ending.collectors());
        log.observe(ending);
        sightings.observe(result);
        return result;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
