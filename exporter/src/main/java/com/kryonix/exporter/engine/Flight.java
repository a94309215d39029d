package com.kryonix.exporter.engine;

import com.kryonix.collector.Scrape;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One piece of work on behalf of one scrape, whose result others may wait for, too. Its future fails with a {@link
 * TimeoutException} when the scrape's time was up before a thread was free.
 *
 * @param <T> the result; failures that are to be told are results
 */
final class Flight<T> implements Runnable {
    private final Scrape scrape;
    private final Work<T> work;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CompletableFuture<T> result = new CompletableFuture<>();

    Flight(Scrape scrape, Work<T> work) {
        this.scrape = scrape;
        this.work = work;
    }

    /** The scrape it was started for: its deadline is the work's. */
    Scrape scrape() {
        return scrape;
    }

    CompletableFuture<T> result() {
        return result;
    }

    boolean overdue() {
        return scrape.remaining().isZero();
    }

    /** Calls it off if no thread has taken it yet. */
    boolean calledOff() {
        if (!taken.compareAndSet(false, true)) {
            return false;
        }
        result.completeExceptionally(new TimeoutException("no thread was free"));
        return true;
    }

    @Override
    public void run() {
        if (overdue()) {
            calledOff();
        } else if (taken.compareAndSet(false, true)) {
            try {
                result.complete(work.run(scrape));
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
                throw e;
            }
        }
    }
}
