package com.kryonix.events.fold;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** PostgreSQL as far as the fold sees it: transactions, their ids, their rows. One random step at a time. */
final class ModelDatabase {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    static final Duration MOST_LATE = Duration.ofSeconds(18);

    private final Random random;
    private final boolean lateRows;
    private final TreeMap<Long, Integer> unfinishedIds = new TreeMap<>();
    private final List<Transaction> open = new ArrayList<>();
    private final Map<String, Transaction> prepared = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private Instant now = START;
    private long nextId = 100;

    record Row(long id, long xid, long time) {}

    private static final class Transaction {
        private final Instant began;
        private final List<Row> rows = new ArrayList<>();
        private final List<Long> ids = new ArrayList<>();

        Transaction(Instant began) {
            this.began = began;
        }
    }

    /** @param lateRows whether there are rows that clients stamp, up to {@link #MOST_LATE} back */
    ModelDatabase(Random random, boolean lateRows) {
        this.random = random;
        this.lateRows = lateRows;
    }

    /** Some transaction does something, or time passes. */
    void step() {
        now = now.plusMillis(random.nextInt(400));
        int choice = random.nextInt(10);
        if (open.isEmpty() || (choice < 2 && open.size() < 8)) {
            open.add(new Transaction(now));
            return;
        }
        Transaction some = open.get(random.nextInt(open.size()));
        if (choice < 6) {
            if (some.ids.isEmpty() || random.nextInt(4) == 0) {
                some.ids.add(nextId);
                unfinishedIds.put(nextId++, 1);
            }
            write(some, some.ids.get(some.ids.size() - 1));
        } else if (choice == 6 && !some.ids.isEmpty()) {
            open.remove(some);
            prepared.put("g/" + some.ids.get(0), some);
        } else if (choice == 7 && !prepared.isEmpty()) {
            String gid = prepared.keySet().iterator().next();
            end(prepared.remove(gid));
        } else if (choice == 8) {
            open.remove(some);
            end(some);
        }
    }

    /** A row of now(); or a late one, just before the commit, so that it is within what is put up with. */
    private void write(Transaction transaction, long xid) {
        long time = ZonedTime.micros(transaction.began);
        boolean late = lateRows && random.nextInt(12) == 0;
        if (late) {
            time = Math.min(time, ZonedTime.micros(now) - random.nextLong(MOST_LATE.toNanos() / 1000));
        }
        transaction.rows.add(new Row(random.nextLong(), xid, time));
        if (late) {
            open.remove(transaction);
            end(transaction);
        }
    }

    private void end(Transaction transaction) {
        if (random.nextInt(6) > 0) {
            rows.addAll(transaction.rows);
        }
        transaction.ids.forEach(unfinishedIds::remove);
    }

    void endAll() {
        new ArrayList<>(open).forEach(this::end);
        prepared.values().forEach(this::end);
        open.clear();
        prepared.clear();
        now = now.plusSeconds(1);
    }

    Sighting sight(Duration young) {
        Instant oldest = now;
        Instant oldestWriter = now;
        for (Transaction transaction : open) {
            oldest = TailState.earlier(oldest, transaction.began);
            if (!transaction.ids.isEmpty() || transaction.began.isAfter(now.minus(young))) {
                oldestWriter = TailState.earlier(oldestWriter, transaction.began);
            }
        }
        Map<String, Instant> waiting = new HashMap<>();
        prepared.keySet().forEach(gid -> waiting.put(gid, now));
        return new Sighting(now, oldestWriter, oldest, waiting);
    }

    Snapshot snapshot() {
        return new Snapshot(unfinishedIds.isEmpty() ? nextId : unfinishedIds.firstKey(), nextId);
    }

    /** All committed rows: a copy, as a snapshot sees them. */
    List<Row> rows() {
        return List.copyOf(rows);
    }
}
