package com.kryonix.exporter.engine;

import com.kryonix.collector.Scrape;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * At most one run of one piece of work at a time. Whoever asks meanwhile shares it: two Prometheis that scrape at one
 * moment cost the server one collection, and both get the whole answer.
 */
final class SingleFlight<T> {
    private final ThreadPoolExecutor threads;
    private final Work<T> work;
    private @Nullable Flight<T> current;

    SingleFlight(ThreadPoolExecutor threads, Work<T> work) {
        this.threads = threads;
        this.work = work;
    }

    /**
     * The result of the run in the air, or of a new one. Never fails; completes with {@link Work#failed} at once when a
     * run of an earlier scrape goes on beyond that scrape's deadline.
     */
    CompletableFuture<T> ride(Scrape scrape) {
        Optional<Flight<T>> flight = join(scrape);
        if (flight.isEmpty()) {
            return CompletableFuture.completedFuture(work.failed(new Work.StillRunning()));
        }
        CompletableFuture<T> result = flight.get().result().exceptionally(work::failed);
        return isFor(scrape, flight.get()) ? result : result.thenCompose(ended -> again(scrape, ended));
    }

    /** A shared run that its own, shorter deadline ended is no answer to a scrape that has time left. */
    private CompletableFuture<T> again(Scrape scrape, T ended) {
        return work.cutShort(ended) && !scrape.remaining().isZero()
                ? ride(scrape)
                : CompletableFuture.completedFuture(ended);
    }

    private synchronized Optional<Flight<T>> join(Scrape scrape) {
        Flight<T> flight = current;
        if (flight != null && !flight.result().isDone()) {
            if (!flight.overdue()) {
                return Optional.of(flight);
            }
            if (!flight.calledOff()) {
                return Optional.empty();
            }
            threads.remove(flight);
        }
        Flight<T> fresh = new Flight<>(scrape, work);
        current = fresh;
        threads.execute(fresh);
        return Optional.of(fresh);
    }

    /** By identity, which is what tells one scrape from another. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isFor(Scrape scrape, Flight<?> flight) {
        return flight.scrape() == scrape;
    }
}
