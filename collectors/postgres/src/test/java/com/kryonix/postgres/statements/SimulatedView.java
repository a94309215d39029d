package com.kryonix.postgres.statements;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A model of pg_stat_statements that knows the truth: each entry remembers what it counted since the last read, so
 * that what a read can see is known without comparing anything. Evicted entries take what was not read with them.
 */
final class SimulatedView {
    static final long USERS = 2;
    static final long DATABASES = 2;

    /** user, database, queryid, level. */
    record Key(long user, long database, long queryid, byte level) {}

    private static final class Entry {
        final double[] counters = new double[Counter.COUNT];
        final double[] unread = new double[Counter.COUNT];
        final double since;

        Entry(double since) {
            this.since = since;
        }
    }

    private final Random random;
    private final boolean givesSince;
    private final int queryids;
    private final Map<Key, Entry> entries = new LinkedHashMap<>();
    /** What the last read saw, for entries evicted after it. */
    private final Map<Key, double[]> lastRead = new HashMap<>();
    /** Owner to everything a read could see since the first. */
    private final Map<Long, double[]> truth = new HashMap<>();

    private double clock = 1000;

    /** @param givesSince whether entries tell when they began, as extension 1.11 does */
    SimulatedView(Random random, boolean givesSince, int queryids) {
        this.random = random;
        this.givesSince = givesSince;
        this.queryids = queryids;
    }

    /** Some statement is executed some times. */
    void execute() {
        clock += 1;
        long queryid = 1 + (long) Math.floor(queryids * Math.pow(random.nextDouble(), 3));
        Key key = new Key(
                1 + random.nextInt((int) USERS),
                1 + random.nextInt((int) DATABASES),
                queryid,
                random.nextInt(4) == 0 ? Snapshot.NESTED : Snapshot.TOPLEVEL);
        int times = 1 + random.nextInt(5);
        if (!givesSince && !staysRecognisable(key, times)) {
            return;
        }
        Entry entry = entries.computeIfAbsent(key, k -> new Entry(givesSince ? clock : 0));
        Set<CounterGroup> done = EnumSet.allOf(CounterGroup.class);
        done.removeIf(group -> random.nextInt(12) > 0);
        for (Counter counter : Counter.values()) {
            CounterGroup group = CounterGroup.of(counter);
            if (group == null || done.contains(group)) {
                double amount = counter == Counter.CALLS ? times : random.nextInt(4);
                entry.counters[counter.place()] += amount;
                entry.unread[counter.place()] += amount;
            }
        }
    }

    /** Without stats_since nobody can tell an entry that came back and overtook itself within one interval. */
    private boolean staysRecognisable(Key key, int times) {
        double[] read = lastRead.get(key);
        Entry now = entries.get(key);
        int calls = Counter.CALLS.place();
        double had = now == null ? 0 : now.counters[calls];
        boolean wasRead = now != null && read != null && had - now.unread[calls] == read[calls];
        return read == null || wasRead || had + times < read[calls];
    }

    void evictSome() {
        List<Key> keys = new ArrayList<>(entries.keySet());
        for (int i = 0; i < keys.size() / 3 + 1 && !keys.isEmpty(); i++) {
            entries.remove(keys.get(random.nextInt(keys.size())));
        }
    }

    void resetOne() {
        List<Key> keys = new ArrayList<>(entries.keySet());
        if (!keys.isEmpty()) {
            entries.remove(keys.get(random.nextInt(keys.size())));
        }
    }

    void resetAll() {
        entries.clear();
    }

    /** Fills the snapshot, and adds to the truth what it shows beyond the last read; {@code baseline}: adds nothing. */
    void read(Snapshot snapshot, boolean baseline) {
        lastRead.clear();
        entries.forEach((key, entry) -> {
            long owner = Snapshot.owner(key.user(), key.database());
            int row = snapshot.add(owner, key.queryid(), key.level());
            double[] seen = truth.computeIfAbsent(owner, o -> new double[Counter.COUNT]);
            for (int place = 0; place < Counter.COUNT; place++) {
                snapshot.plus(row, place, entry.counters[place]);
                if (!baseline) {
                    seen[place] += entry.unread[place];
                }
                entry.unread[place] = 0;
            }
            snapshot.plus(row, Gauge.SINCE.place(), entry.since);
            lastRead.put(key, entry.counters.clone());
        });
    }

    Map<Long, double[]> truth() {
        return truth;
    }

    int size() {
        return entries.size();
    }
}
