package com.kryonix.acceptance;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for a condition that another process brings about. */
final class Polling {
    /** Gentle: what is asked works on the same cores as what is waited for. */
    private static final Duration STEP = Duration.ofMillis(500);

    private Polling() {}

    /** @return whether {@code condition} became true in time */
    static boolean during(Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
        return true;
    }

    static void until(Duration patience, BooleanSupplier condition, Supplier<String> otherwise) {
        if (!during(patience, condition)) {
            throw new AssertionError(otherwise.get());
        }
    }
}
