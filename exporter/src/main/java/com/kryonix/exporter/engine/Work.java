package com.kryonix.exporter.engine;

import com.kryonix.collector.Scrape;
import java.util.concurrent.TimeoutException;

/**
 * What a thread of a lane does for a scrape. Failures that users are to be told of are results, not exceptions.
 *
 * @param <T> the result
 */
interface Work<T> {
    T run(Scrape scrape);

    /**
     * The result when there is none: {@link TimeoutException} when the time was up, {@link StillRunning} when an earlier
     * run never ended, and whatever else {@link #run} threw.
     */
    T failed(Throwable why);

    /** Whether the time was up before it was done: a scrape with more time may try again. */
    boolean cutShort(T result);

    /** A run of an earlier scrape goes on beyond that scrape's deadline. */
    final class StillRunning extends Exception {
        private static final long serialVersionUID = 1;

        StillRunning() {
            super("an earlier run is still going on", null, false, false);
        }
    }
}
