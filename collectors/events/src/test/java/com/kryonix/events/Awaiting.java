package com.kryonix.events;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, looking again every few milliseconds. */
final class Awaiting {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    private Awaiting() {}

    static void until(Callable<Boolean> condition, Callable<String> otherwise) throws Exception {
        long until = System.nanoTime() + PATIENCE;
        while (!condition.call()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("after 30 s: " + otherwise.call());
            }
            pause();
        }
    }

    /** Leaves the processor to others for a moment. */
    static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
}
