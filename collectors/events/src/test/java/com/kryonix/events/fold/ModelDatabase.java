package com.kryonix.events.fold;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL as far as the fold sees it: transactions, their ids, their rows. A step of a transaction that is not there,
 * or cannot do this now, does nothing: so any step may be left out of a script.
 */
final class ModelDatabase {
    static final Duration MOST_LATE = Duration.ofSeconds(18);

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final TreeMap<Integer, Transaction> open = new TreeMap<>();
    private final TreeMap<Integer, Transaction> prepared = new TreeMap<>();
    private final TreeSet<Long> unfinishedIds = new TreeSet<>();
    private final List<Row> rows = new ArrayList<>();
    private Instant now = START;
    private long nextId = 100;
    private long nextRow = 1;

    record Row(long id, long xid, long time) {}

    private static final class Transaction {
        private final Instant began;
        private final List<Row> rows = new ArrayList<>();
        private final List<Long> ids = new ArrayList<>();

        Transaction(Instant began) {
            this.began = began;
        }
    }

    void take(ModelStep step) {
        int name = step.transaction();
        Transaction some = open.get(name);
        switch (step.kind()) {
            case WAIT -> now = now.plusMillis(step.amount());
            case BEGIN -> open.putIfAbsent(name, new Transaction(now));
            case INSERT -> insert(some, false);
            case NEST -> insert(some, true);
            case LATE -> late(name, step.amount());
            case PREPARE -> prepare(name, some);
            case COMMIT -> end(name, true);
            case ROLLBACK -> end(name, false);
            default -> throw new IllegalArgumentException("not the database's: " + step);
        }
    }

    private void insert(@Nullable Transaction some, boolean nested) {
        if (some != null) {
            write(some, nested, ZonedTime.micros(some.began));
        }
    }

    private void write(Transaction some, boolean nested, long time) {
        if (nested || some.ids.isEmpty()) {
            some.ids.add(nextId);
            unfinishedIds.add(nextId++);
        }
        some.rows.add(new Row(nextRow++, some.ids.get(some.ids.size() - 1), time));
    }

    private void late(int name, long micros) {
        Transaction some = open.get(name);
        if (some != null) {
            write(some, false, Math.min(ZonedTime.micros(some.began), ZonedTime.micros(now) - micros));
            end(name, true);
        }
    }

    private void prepare(int name, @Nullable Transaction some) {
        if (some != null && !some.ids.isEmpty()) {
            open.remove(name);
            prepared.put(name, some);
        }
    }

    private void end(int name, boolean commit) {
        Transaction some = open.containsKey(name) ? open.remove(name) : prepared.remove(name);
        if (some != null) {
            if (commit) {
                rows.addAll(some.rows);
            }
            some.ids.forEach(unfinishedIds::remove);
        }
    }

    /** Commits all that is open or prepared. */
    void commitAll() {
        List<Integer> all = new ArrayList<>(open.keySet());
        all.addAll(prepared.keySet());
        all.forEach(name -> end(name, true));
        now = now.plusSeconds(1);
    }

    Sighting sight(Duration young) {
        Instant oldest = now;
        Instant oldestWriter = now;
        for (Transaction transaction : open.values()) {
            oldest = TailState.earlier(oldest, transaction.began);
            if (!transaction.ids.isEmpty() || transaction.began.isAfter(now.minus(young))) {
                oldestWriter = TailState.earlier(oldestWriter, transaction.began);
            }
        }
        Map<String, Instant> waiting = new HashMap<>();
        prepared.keySet().forEach(name -> waiting.put("g/" + name, now));
        return new Sighting(now, oldestWriter, oldest, waiting);
    }

    Snapshot snapshot() {
        return new Snapshot(unfinishedIds.isEmpty() ? nextId : unfinishedIds.first(), nextId);
    }

    Instant now() {
        return now;
    }

    /** All committed rows: a copy, as a snapshot sees them. */
    List<Row> rows() {
        return List.copyOf(rows);
    }
}
