package com.kryonix.events.maintenance;

import com.kryonix.events.table.EventTable;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Maintains one database in the background: soon after the start, then each hour. What a run says is logged once, and
 * again only after a run that did not say it.
 */
public final class HourlyMaintenance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HourlyMaintenance.class);

    private final String target;
    private final DataSource database;
    private final MaintenancePlan plan;
    private final MaintenanceHealth health;
    private final Pace pace;
    private final Thread thread = new Thread(this::run, "maintenance");
    private Set<String> said = Set.of();
    private boolean policiesSaid;
    private boolean ending;

    /**
     * When it runs.
     *
     * @param first after the start: the tails come first
     * @param then from the end of one run to the beginning of the next
     */
    public record Pace(Duration first, Duration then) {
        public static final Pace USUAL = new Pace(Duration.ofSeconds(10), Duration.ofHours(1));
    }

    /**
     * Not started.
     *
     * @param target the database's name in the log
     * @param database whoever ends its connections ends a run; what that had not done the next one does
     */
    public HourlyMaintenance(
            String target, DataSource database, MaintenancePlan plan, MaintenanceHealth health, Pace pace) {
        this.target = target;
        this.database = database;
        this.plan = plan;
        this.health = health;
        this.pace = pace;
        thread.setDaemon(true);
    }

    /** Once. */
    public void start() {
        thread.start();
    }

    private void run() {
        for (Duration wait = pace.first(); isDue(wait); wait = pace.then()) {
            try {
                tell(Maintenance.run(database, plan));
            } catch (SQLException e) {
                fail(Refusals.line(e));
            } catch (RuntimeException | Error e) {
                // An error ends no more than this run: without its thread the series would say for ever how the last
                // one went.
                LOG.debug("maintenance {}: the defect", target, e);
                fail("a defect in the exporter: " + e);
            }
        }
    }

    /** Waits; false when it is to end instead. */
    private synchronized boolean isDue(Duration wait) {
        long due = System.nanoTime() + wait.toNanos();
        try {
            for (long left = wait.toNanos(); left > 0 && !ending; left = due - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            return false;
        }
        return !ending;
    }

    private synchronized boolean isEnding() {
        return ending;
    }

    private void tell(Maintenance.Result result) {
        if (!policiesSaid) {
            result.policies().forEach(line -> LOG.info("maintenance {}: {}", target, line));
            policiesSaid = true;
        }
        Set<String> now = new HashSet<>();
        result.done().forEach(line -> say(now, line, false));
        result.failures().forEach(failure -> say(now, failure.toString(), true));
        said = now;
        Set<String> failed = new HashSet<>();
        result.failures().forEach(failure -> failed.add(failure.what()));
        health.keepOnly(result.tables().stream().map(EventTable::name).collect(Collectors.toSet()));
        for (EventTable table : result.tables()) {
            boolean success = Collections.disjoint(
                    failed, Set.of(table.toString(), Maintenance.PARTITIONS, Maintenance.ROLL_UPS));
            health.ran(table.name(), success, Instant.now());
        }
    }

    /** The whole run: of every table that is known to be there; before that is known, of every one that may be. */
    private void fail(String reason) {
        if (isEnding()) {
            return;
        }
        Set<String> now = new HashSet<>();
        say(now, reason, true);
        said = now;
        Set<String> known = health.succeeded().keySet();
        Set<String> tables = known.isEmpty() ? plan.names() : known;
        tables.forEach(table -> health.ran(table, false, Instant.now()));
    }

    private void say(Set<String> now, String line, boolean failure) {
        now.add(line);
        if (said.contains(line)) {
            LOG.debug("maintenance {}: {}", target, line);
        } else if (failure) {
            LOG.warn("maintenance {}: {}", target, line);
        } else {
            LOG.info("maintenance {}: {}", target, line);
        }
    }

    /** No more runs. One that is under way is not waited for. */
    @Override
    public void close() {
        synchronized (this) {
            ending = true;
            notifyAll();
        }
    }
}
