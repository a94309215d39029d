package com.kryonix.events;

import com.kryonix.collector.Facts;
import com.kryonix.collector.Failure;
import com.kryonix.collector.Scrape;
import com.kryonix.collector.Source;
import com.kryonix.collector.Version;
import com.kryonix.events.checkpoint.Writer;
import com.kryonix.events.maintenance.MaintenanceHealth;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.table.EventTable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The event tables of one database, tailed in the background. A scrape only reads memory; while the server is away it
 * shows what was counted before, and {@code kryonix_tail_lag_seconds} tells how old that is.
 */
public final class EventTails implements Source {
    private static final Duration TO_END_BY_ITSELF = Duration.ofSeconds(1);
    private static final Duration TO_WRITE_CHECKPOINTS = Duration.ofSeconds(2);

    private final String target;
    private final List<TailSlot> slots;
    private final TailThread work;
    private final Thread thread;
    private final MaintenanceHealth maintenance = new MaintenanceHealth();

    private EventTails(String target, DataSource dataSource, TailSettings settings, List<EventTable> tables) {
        this.target = target;
        Set<String> names = new HashSet<>();
        for (EventTable table : tables) {
            if (!names.add(table.name())) {
                throw new IllegalArgumentException("two tails have the name " + table.name()
                        + ", and so one checkpoint: give that of " + table + " a name of its own");
            }
        }
        Writer writer = Writer.ofProcess();
        this.slots = tables.stream()
                .map(table -> new TailSlot(new TailTarget(target, table, writer), settings))
                .toList();
        this.work = new TailThread(target, dataSource, settings, slots);
        this.thread = new Thread(work, "event tails");
        thread.setDaemon(true);
    }

    /**
     * The built-in tables' tails; not started and not connected.
     *
     * @param target the database's name in logs and errors
     * @param dataSource gives one connection at a time, which is kept while it works; not a read-only one, if
     *     checkpoints are to be in the database
     */
    public static EventTails of(String target, DataSource dataSource, TailSettings settings) {
        return of(target, dataSource, settings, EventsCatalogue.tables());
    }

    /**
     * The tails of these tables; not started and not connected.
     *
     * @throws IllegalArgumentException when two have one name, and so one checkpoint
     */
    public static EventTails of(String target, DataSource dataSource, TailSettings settings, List<EventTable> tables) {
        return new EventTails(target, dataSource, settings, tables);
    }

    /** Begins to tail, in a thread of its own; once. */
    public EventTails start() {
        thread.start();
        return this;
    }

    /**
     * Waits until each table is shown, or it is known why it is not.
     *
     * @return false when that takes longer than {@code patience}
     */
    public boolean awaitReady(Duration patience) throws InterruptedException {
        return work.awaitDecided(patience);
    }

    /** The user, the version, and, as grants, {@code pg_read_all_stats} and the tables that are there. */
    @Override
    public Facts facts(Scrape scrape) throws SQLException, InterruptedException {
        TailConnection.Server server = work.server(scrape.remaining());
        Map<String, Version> extensions = new HashMap<>();
        Version timescale = server.timescale();
        if (timescale != null) {
            extensions.put("timescaledb", timescale);
        }
        Set<String> grants = new HashSet<>();
        if (server.seesAll()) {
            grants.add("pg_read_all_stats");
        }
        slots.stream()
                .filter(slot -> !slot.absent())
                .forEach(slot -> grants.add(slot.table().toString()));
        return new Facts(server.version(), !server.standby(), extensions, server.user(), grants);
    }

    @Override
    public Failure explain(Throwable failure) {
        return Troubles.explain(target, failure);
    }

    /** Where to say how the maintenance of these tables goes, for {@link MaintenanceCollector}. */
    public MaintenanceHealth maintenance() {
        return maintenance;
    }

    List<TailSlot> slots() {
        return slots;
    }

    /** The tail of this table; null when it is not tailed here. */
    @Nullable
    TailSlot slot(EventTable table) {
        return slots.stream()
                .filter(slot -> slot.table().name().equals(table.name()))
                .findFirst()
                .orElse(null);
    }

    /** Writes the checkpoints and gives up the connection, within about three seconds. */
    @Override
    public void close() {
        work.end();
        try {
            if (!thread.isAlive()) {
                return;
            }
            thread.join(TO_END_BY_ITSELF.toMillis());
            if (thread.isAlive()) {
                work.cancel();
                thread.join(TO_WRITE_CHECKPOINTS.toMillis());
            }
            if (thread.isAlive()) {
                work.abort();
            }
        } catch (InterruptedException e) {
            work.abort();
            Thread.currentThread().interrupt();
        }
    }
}
