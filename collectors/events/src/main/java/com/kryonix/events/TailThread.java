package com.kryonix.events;

import com.kryonix.events.reading.TailConnection;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on all tails of a database in turn, on one connection; connects again, ever less eagerly, when it breaks. */
final class TailThread implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(TailThread.class);

    private final String target;
    private final DataSource dataSource;
    private final TailSettings settings;
    private final List<TailSlot> slots;
    private final Backoff backoff = new Backoff();
    private boolean ending;
    private TailConnection.@Nullable Server server;
    private @Nullable TailConnection connection;
    private @Nullable SQLException trouble;
    private String warned = "";

    TailThread(String target, DataSource dataSource, TailSettings settings, List<TailSlot> slots) {
        this.target = target;
        this.dataSource = dataSource;
        this.settings = settings;
        this.slots = slots;
    }

    @Override
    public void run() {
        while (!isEnding()) {
            try (TailConnection open = TailConnection.open(dataSource)) {
                connected(open);
                CheckpointPlace place = new CheckpointPlace(open, settings, this::warnOnce);
                slots.forEach(TailSlot::connected);
                while (!isEnding()) {
                    for (TailSlot slot : slots) {
                        slot.work(open, place);
                    }
                    if (!slots.stream().allMatch(TailSlot::absent)) {
                        warnOfBlindness(open.server());
                    }
                    backoff.reset();
                    tick();
                    waitUntil(slots.stream()
                            .mapToLong(TailSlot::due)
                            .reduce(TailThread::sooner)
                            .orElseThrow());
                }
                finish();
            } catch (SQLException e) {
                disconnected(e);
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
                slots.forEach(TailSlot::struck);
                LOG.error(
                        "events {}: a defect in the exporter, the tails start again from their checkpoints: {}",
                        target,
                        e.toString());
                LOG.debug("events {}: the defect", target, e);
                pause();
            }
        }
    }

    private static long sooner(long one, long other) {
        return one - other < 0 ? one : other;
    }

    private void warnOnce(String warning) {
        if (!warned.contains(warning)) {
            warned += warning;
            LOG.warn("events {}: {}", target, warning);
        }
    }

    private void warnOfBlindness(TailConnection.Server server) {
        if (!server.seesAll() && !server.standby()) {
            warnOnce("user " + server.user() + " does not see when other users' transactions began, so "
                    + settings.tolerance().margin().toSeconds()
                    + " s are assumed and read again each time: GRANT pg_read_all_stats TO " + server.user());
        }
    }

    private synchronized void connected(TailConnection open) {
        if (trouble != null) {
            LOG.info("events {}: connected again", target);
        }
        connection = open;
        server = open.server();
        trouble = null;
        notifyAll();
    }

    private void disconnected(SQLException e) {
        synchronized (this) {
            if (trouble == null && !ending) {
                LOG.warn("{}", Troubles.explain(target, e).message());
            }
            connection = null;
            trouble = e;
            notifyAll();
        }
        pause();
    }

    private void pause() {
        waitUntil(System.nanoTime() + backoff.next().toNanos());
    }

    private synchronized void tick() {
        notifyAll();
    }

    private synchronized boolean isEnding() {
        return ending;
    }

    private synchronized void waitUntil(long due) {
        try {
            for (long left = due - System.nanoTime(); left > 0 && !ending; left = due - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            ending = true;
        }
    }

    private void finish() throws SQLException {
        for (TailSlot slot : slots) {
            try {
                slot.finish();
            } catch (IOException | RuntimeException e) {
                LOG.warn("events {}: last checkpoint of {}: {}", target, slot.table(), e.getMessage());
            }
        }
    }

    /** No more passes. */
    synchronized void end() {
        ending = true;
        notifyAll();
    }

    /** Ends a pass that takes long. */
    void cancel() {
        TailConnection open;
        synchronized (this) {
            open = connection;
        }
        try {
            if (open != null) {
                open.cancel();
            }
        } catch (SQLException e) {
            LOG.debug("events {}: cancel: {}", target, e.getMessage());
        }
    }

    /** Gives up a connection that does not answer. */
    void abort() {
        TailConnection open;
        synchronized (this) {
            open = connection;
        }
        try {
            if (open != null) {
                open.jdbc().abort(Runnable::run);
            }
        } catch (SQLException e) {
            LOG.debug("events {}: abort: {}", target, e.getMessage());
        }
    }

    /**
     * What is known of the server, also of one that is gone meanwhile.
     *
     * @throws SQLException when it was never reached, and why
     */
    synchronized TailConnection.Server server(Duration patience) throws SQLException, InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (server == null) {
            if (trouble != null) {
                throw trouble;
            }
            long left = until - System.nanoTime();
            if (left <= 0) {
                throw new SQLException("not connected yet", "08003");
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return server;
    }

    /** Waits until each tail is shown, or something is wrong with it or the connection; false when it takes longer. */
    synchronized boolean awaitDecided(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (trouble == null && !slots.stream().allMatch(TailSlot::decided)) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }
}
