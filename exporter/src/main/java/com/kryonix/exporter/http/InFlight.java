package com.kryonix.exporter.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How many requests are being answered, and whether more may come: lets a stop wait for the last. */
final class InFlight {
    private int requests;
    private boolean closed;

    /** Whether the request may be answered; if so, {@link #leave} must follow. */
    synchronized boolean enter() {
        if (closed) {
            return false;
        }
        requests++;
        return true;
    }

    synchronized void leave() {
        requests--;
        notifyAll();
    }

    /** Lets nobody in any more and waits for those inside, at most {@code patience}. */
    synchronized void close(Duration patience) {
        closed = true;
        long until = System.nanoTime() + patience.toNanos();
        while (requests > 0) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
