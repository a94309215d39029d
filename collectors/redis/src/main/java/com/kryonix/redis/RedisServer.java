package com.kryonix.redis;

import com.kryonix.collector.Facts;
import com.kryonix.collector.Failure;
import com.kryonix.collector.Scrape;
import com.kryonix.collector.Source;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A Redis or Valkey server, reached by one kept connection. All collectors of a scrape share one pass over it: the
 * first to ask makes it, the others wait for it, and a pass that failed has failed for all of them, because the next
 * scrape is the retry.
 */
public final class RedisServer implements Source {
    private final RedisSettings settings;
    private final RedisFailures failures;
    private final KeptConnection connection;
    private final ReentrantLock turn = new ReentrantLock();

    /** Guarded by itself. Scrapes have identity, and an entry lives as long as its scrape. */
    private final Map<Scrape, CompletableFuture<Info>> passes = new WeakHashMap<>();

    private RedisServer(RedisSettings settings) {
        this.settings = settings;
        this.failures = new RedisFailures(settings);
        this.connection = new KeptConnection(settings);
    }

    /** Does not connect: the first scrape does. */
    public static RedisServer open(RedisSettings settings) {
        return new RedisServer(settings);
    }

    public RedisSettings settings() {
        return settings;
    }

    /**
     * The INFO reply of this scrape.
     *
     * @throws Exception when the server did not give it within the scrape's time: see {@link #explain}
     */
    public Info info(Scrape scrape) throws Exception {
        CompletableFuture<Info> mine = new CompletableFuture<>();
        CompletableFuture<Info> pass;
        synchronized (passes) {
            pass = passes.computeIfAbsent(scrape, s -> mine);
        }
        if (pass == mine) {
            make(mine, scrape);
        }
        try {
            return pass.get(scrape.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private void make(CompletableFuture<Info> pass, Scrape scrape) {
        try {
            if (!turn.tryLock(scrape.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException("another scrape's pass is still under way");
            }
            try {
                pass.complete(connection.info(new Deadline(scrape)));
            } finally {
                turn.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            pass.completeExceptionally(e);
        } catch (Exception e) {
            pass.completeExceptionally(e);
        } finally {
            // An Error goes on to the caller; whoever waits must not wait for ever.
            pass.completeExceptionally(new IllegalStateException("the pass ended without an answer"));
        }
    }

    /** Read from the scrape's own INFO, so a failover or an upgrade shows at once, at no cost. */
    @Override
    public Facts facts(Scrape scrape) throws Exception {
        return ServerFacts.of(info(scrape), settings.user().orElse("default"));
    }

    @Override
    public Failure explain(Throwable failure) {
        return failures.explain(failure);
    }

    @Override
    public void close() {
        turn.lock();
        try {
            connection.close();
        } finally {
            turn.unlock();
        }
    }
}
