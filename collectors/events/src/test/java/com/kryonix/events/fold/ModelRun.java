package com.kryonix.events.fold;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** One random run of a tail on a {@link ModelDatabase}, perhaps with one rule left out. */
final class ModelRun {
    private static final int STEPS = 400;
    private static final ColumnTime TIME = new ZonedTime();

    /** What can be left out. */
    enum Rule {
        NONE,
        SIGHTING_BEFORE_SNAPSHOT,
        PROVISIONAL_ROWS_HOLD_THE_QUICK_BOUND,
        ALL_TRANSACTIONS_HOLD_THE_SLOW_BOUND,
        UNSETTLED_ROWS_HOLD_THE_SLOW_BOUND,
        PREPARED_TRANSACTIONS_HOLD_THE_BOUNDS,
        ONLY_BELOW_XMIN_IS_SETTLED,
        A_RESTART_READS_FROM_THE_SLOW_BOUND
    }

    private final Random random;
    private final Tolerances tolerances;
    private final ModelDatabase database;
    private final Rule leftOut;
    private final Set<String> differences = new TreeSet<>();
    private TailState state;
    private boolean quiet;
    private Map<Long, Integer> settled = new HashMap<>();
    private Set<Long> provisional = Set.of();
    private Set<Long> shown = Set.of();
    private TailState keptState;
    private Map<Long, Integer> keptSettled = Map.of();

    ModelRun(long seed, Rule leftOut) {
        this.random = new Random(seed);
        boolean late = seed % 2 == 0;
        this.database = new ModelDatabase(random, late);
        this.tolerances = new Tolerances(
                Duration.ofMillis(1),
                late ? ModelDatabase.MOST_LATE.plusSeconds(2) : Duration.ofMillis(1),
                Duration.ofMinutes(10),
                Duration.ofSeconds(2));
        this.leftOut = leftOut;
        Sighting sighting = database.sight(tolerances.young());
        this.state = TailState.beginning(sighting, database.snapshot(), TIME, tolerances, false);
        this.keptState = state;
    }

    /** Rows lost, counted twice, or shown once and then no more. */
    Set<String> differences() {
        for (int step = 0; step < STEPS; step++) {
            database.step();
            act(random.nextInt(40));
        }
        database.endAll();
        quiet = true;
        for (int i = 0; i < 3; i++) {
            quick();
            slow();
        }
        for (ModelDatabase.Row row : database.rows()) {
            int times = settled.getOrDefault(row.id(), 0);
            if (times != 1) {
                differences.add("transaction " + row.xid() + ": a row counted " + times + " times");
            }
        }
        return differences;
    }

    private void act(int choice) {
        if (choice < 8) {
            quick();
            look();
        } else if (choice < 10) {
            slow();
            look();
        } else if (choice == 10) {
            keptState = state;
            keptSettled = Map.copyOf(settled);
        } else if (choice == 11) {
            state = leftOut == Rule.A_RESTART_READS_FROM_THE_SLOW_BOUND ? keptState : keptState.resumed();
            settled = new HashMap<>(keptSettled);
            quick();
            slow();
            look();
        }
    }

    private void look() {
        Set<Long> now = new HashSet<>(settled.keySet());
        now.addAll(provisional);
        if (!now.containsAll(shown)) {
            differences.add("a shown row is gone");
        }
        shown = now;
    }

    private void quick() {
        Sighting first = sight();
        between(6);
        Snapshot snapshot = database.snapshot();
        if (leftOut == Rule.ONLY_BELOW_XMIN_IS_SETTLED) {
            snapshot = new Snapshot(snapshot.xmax(), snapshot.xmax());
        }
        List<ModelDatabase.Row> rows = database.rows();
        Sighting sighting = second(first);
        QuickPass pass = new QuickPass(state, sighting, snapshot, TIME, tolerances);
        provisional = read(pass, rows);
        TailState after = pass.after();
        if (leftOut == Rule.PROVISIONAL_ROWS_HOLD_THE_QUICK_BOUND) {
            after = bounds(after, TIME.lowerBound(sighting.oldestWriter().minus(tolerances.skew())), after.slowBound());
        }
        state = after;
    }

    private void slow() {
        Sighting first = sight();
        between(6);
        Snapshot snapshot = database.snapshot();
        List<ModelDatabase.Row> rows = database.rows();
        Sighting sighting = second(first);
        SlowPass pass = new SlowPass(state, sighting, snapshot, TIME, tolerances);
        read(pass, rows);
        TailState after = pass.after();
        if (leftOut == Rule.UNSETTLED_ROWS_HOLD_THE_SLOW_BOUND) {
            Instant from = TailState.earlier(sighting.oldest(), sighting.now().minus(tolerances.late()));
            after = bounds(after, after.bound(), TIME.lowerBound(from.minus(tolerances.skew())));
        }
        state = after;
    }

    /** The sighting as it should be made, or without what is left out. */
    private Sighting sight() {
        Sighting whole = database.sight(tolerances.young());
        Instant oldest = leftOut == Rule.ALL_TRANSACTIONS_HOLD_THE_SLOW_BOUND ? whole.oldestWriter() : whole.oldest();
        Map<String, Instant> prepared =
                leftOut == Rule.PREPARED_TRANSACTIONS_HOLD_THE_BOUNDS ? Map.of() : whole.prepared();
        return new Sighting(whole.now(), whole.oldestWriter(), oldest, prepared);
    }

    private Sighting second(Sighting first) {
        if (leftOut != Rule.SIGHTING_BEFORE_SNAPSHOT) {
            return first;
        }
        between(40);
        return sight();
    }

    /** Others go on between two statements of ours. */
    private void between(int steps) {
        for (int i = random.nextInt(steps); i > 0 && !quiet; i--) {
            database.step();
        }
    }

    private Set<Long> read(Pass pass, List<ModelDatabase.Row> rows) {
        Set<Long> seen = new HashSet<>();
        for (ModelDatabase.Row row : rows) {
            if (row.time() >= pass.bound()) {
                Verdict verdict = pass.judge(row.time(), row.xid() & 0xFFFF_FFFFL);
                if (verdict == Verdict.SETTLED) {
                    settled.merge(row.id(), 1, Integer::sum);
                } else if (verdict == Verdict.PROVISIONAL) {
                    seen.add(row.id());
                }
            }
        }
        return seen;
    }

    private static TailState bounds(TailState of, long quick, long slow) {
        return new TailState(of.horizon(), quick, of.slowHorizon(), slow, of.triples(), of.prepared(), of.history());
    }
}
