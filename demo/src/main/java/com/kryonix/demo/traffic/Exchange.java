package com.kryonix.demo.traffic;

import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A request while it is served: its own chance, and what its parts took. One thread's. */
final class Exchange {
    private static final String[] AGENTS = {"Mozilla/5.0 (shop web)", "ShopApp/4.2 (iPhone)", "ShopApp/4.1 (Android)"};

    final PlannedRequest request;
    final Random random;
    long databaseNanos;
    long externalNanos;
    long cacheNanos;
    boolean fromCache;
    int responseBytes;
    private int status = 200;
    private @Nullable String errorType;
    private @Nullable String errorMessage;

    Exchange(PlannedRequest request) {
        this.request = request;
        this.random = new Random(request.seed());
    }

    /** The time of work that is neither the database's nor the cache's: really spent, by waiting. */
    void work(double millis) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep((long) (millis * 1e6));
    }

    /** Likewise, but another service's. */
    void callProvider(double millis) throws InterruptedException {
        long begin = System.nanoTime();
        work(millis);
        externalNanos += System.nanoTime() - begin;
    }

    void ends(int withStatus) {
        status = withStatus;
    }

    void fails(int withStatus, String type, String message) {
        status = withStatus;
        errorType = type;
        errorMessage = message;
    }

    int status() {
        return status;
    }

    Event toEvent(long tookNanos) {
        boolean sendsBody = !request.endpoint().method.equals("GET");
        return Event.of(
                EventWrite.API_METRICS,
                request.endpoint().route,
                request.endpoint().method,
                random.nextInt(5) == 0 ? null : new UUID(0, random.nextInt(5000)),
                millis(tookNanos),
                millis(databaseNanos),
                millis(externalNanos),
                millis(cacheNanos),
                status,
                status < 400,
                errorType,
                errorMessage,
                sendsBody ? 80 + random.nextInt(900) : 0,
                responseBytes,
                AGENTS[random.nextInt(AGENTS.length)],
                "198.51.100." + random.nextInt(256),
                fromCache);
    }

    private static int millis(long nanos) {
        return (int) Math.round(nanos / 1e6);
    }
}
