package com.kryonix.collector;

/** A server that is collected from. Implementations are safe for use by several threads. */
public interface Source extends AutoCloseable {
    /**
     * What is known of the server. Connects where there is no connection; cached until the connection breaks.
     *
     * @throws Exception when the server cannot be reached within the scrape's deadline: see {@link #explain}
     */
    Facts facts(Scrape scrape) throws Exception;

    /** What a failure of {@link #facts} or of a collector means, and what to do about it. */
    Failure explain(Throwable failure);

    /** Gives up the connections. */
    @Override
    void close();
}
