package com.kryonix.events.fold;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One run of a {@link ModelScript}: a tail on a {@link ModelDatabase}, perhaps with one rule left out. */
final class ModelRun {
    private static final ColumnTime TIME = new ZonedTime();

    /** What can be left out. */
    enum Rule {
        NONE,
        /** It is the script's order that breaks it. */
        SIGHTING_BEFORE_SNAPSHOT,
        PROVISIONAL_ROWS_HOLD_THE_QUICK_BOUND,
        ALL_TRANSACTIONS_HOLD_THE_SLOW_BOUND,
        UNSETTLED_ROWS_HOLD_THE_SLOW_BOUND,
        PREPARED_TRANSACTIONS_HOLD_THE_BOUNDS,
        ONLY_BELOW_XMIN_IS_SETTLED,
        A_RESTART_READS_FROM_THE_SLOW_BOUND,
        CATCHING_UP_READS_WHAT_WAS_LEFT_TO_THE_SLOW_PASS,
        LATER_ROWS_HOLD_THE_BOUNDS_WHILE_CATCHING_UP
    }

    private record Seen(Snapshot snapshot, List<ModelDatabase.Row> rows) {}

    private final ModelScript script;
    private final Rule leftOut;
    private final Tolerances tolerances;
    private final ModelDatabase database = new ModelDatabase();
    private final Set<String> differences = new TreeSet<>();
    private @Nullable Sighting sighting;
    private @Nullable Seen seen;
    private TailState state;
    private Map<Long, Integer> settled = new HashMap<>();
    private Set<Long> provisional = Set.of();
    private Set<Long> shown = Set.of();
    private boolean folded = true;
    private boolean passed = true;
    private TailState keptState;
    private Map<Long, Integer> keptSettled = Map.of();

    ModelRun(ModelScript script) {
        this.script = script;
        this.leftOut = script.leftOut();
        this.tolerances = new Tolerances(
                Duration.ofMillis(1),
                script.lateRows() ? ModelDatabase.MOST_LATE.plusSeconds(2) : Duration.ofMillis(1),
                Duration.ofMinutes(10),
                Duration.ofSeconds(2));
        this.state = TailState.beginning(sight(), database.snapshot(), TIME, tolerances, false);
        this.keptState = state;
    }

    /** Rows lost, counted twice, or shown once and then no more. */
    Set<String> differences() {
        script.steps().forEach(this::take);
        database.commitAll();
        sighting = null;
        seen = null;
        piece(Long.MAX_VALUE / 2);
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

    private void take(ModelStep step) {
        switch (step.kind()) {
            case SIGHT -> sighting = sight();
            case SNAPSHOT -> seen = new Seen(database.snapshot(), database.rows());
            case QUICK -> quick();
            case SLOW -> slow();
            case CHECKPOINT -> {
                keptState = state;
                keptSettled = Map.copyOf(settled);
            }
            case CRASH -> crash();
            case CATCHUP -> catchUp();
            case PIECE -> piece(step.amount());
            default -> database.take(step);
        }
    }

    private void crash() {
        state = leftOut == Rule.A_RESTART_READS_FROM_THE_SLOW_BOUND ? keptState : keptState.resumed();
        settled = new HashMap<>(keptSettled);
        provisional = Set.of();
        folded = false;
        passed = false;
    }

    /** A restart from the checkpoint that leaves to pieces what came since. */
    private void catchUp() {
        crash();
        if (leftOut == Rule.CATCHING_UP_READS_WHAT_WAS_LEFT_TO_THE_SLOW_PASS) {
            state = bounds(state, keptState.bound(), keptState.bound());
        }
        Sighting sighted = sighted();
        Snapshot snapshot = seen().snapshot();
        if (state.history() == null) {
            state = state.catchingUp(TailState.beginning(sighted, snapshot, TIME, tolerances, false));
        }
    }

    /** The next piece of history; the last one when it reaches the present. */
    private void piece(long micros) {
        Long begin = state.history();
        if (begin == null) {
            return;
        }
        Seen rows = seen();
        boolean last = begin + micros > ZonedTime.micros(database.now());
        HistoryPass pass = new HistoryPass(state, rows.snapshot(), tolerances);
        for (ModelDatabase.Row row : rows.rows()) {
            boolean here = row.time() >= begin && (last || row.time() < begin + micros);
            if (here && pass.counts(row.time(), row.xid() & 0xFFFF_FFFFL)) {
                settled.merge(row.id(), 1, Integer::sum);
            }
        }
        TailState after = pass.after(last ? null : begin + micros);
        state = leftOut == Rule.LATER_ROWS_HOLD_THE_BOUNDS_WHILE_CATCHING_UP
                ? new TailState(
                        after.horizon(),
                        state.bound(),
                        after.slowHorizon(),
                        state.slowBound(),
                        after.triples(),
                        after.prepared(),
                        after.history())
                : after;
    }

    private void look() {
        if (!folded || !passed) {
            return;
        }
        Set<Long> now = new HashSet<>(settled.keySet());
        now.addAll(provisional);
        if (!now.containsAll(shown)) {
            differences.add("a shown row is gone");
        }
        shown = now;
    }

    /** Not before history is counted. */
    private void quick() {
        if (state.history() != null) {
            return;
        }
        Sighting sighted = sighted();
        Seen rows = seen();
        Snapshot snapshot = rows.snapshot();
        if (leftOut == Rule.ONLY_BELOW_XMIN_IS_SETTLED) {
            snapshot = new Snapshot(snapshot.xmax(), snapshot.xmax());
        }
        QuickPass pass = new QuickPass(state, sighted, snapshot, TIME, tolerances);
        provisional = read(pass, rows.rows());
        TailState after = pass.after();
        if (leftOut == Rule.PROVISIONAL_ROWS_HOLD_THE_QUICK_BOUND) {
            after = bounds(after, TIME.lowerBound(sighted.oldestWriter().minus(tolerances.skew())), after.slowBound());
        }
        state = after;
        folded = true;
        look();
    }

    /** Not before the first quick pass since a start. */
    private void slow() {
        if (!folded) {
            return;
        }
        Sighting sighted = sighted();
        Seen rows = seen();
        SlowPass pass = new SlowPass(state, sighted, rows.snapshot(), TIME, tolerances);
        read(pass, rows.rows());
        TailState after = pass.after();
        if (leftOut == Rule.UNSETTLED_ROWS_HOLD_THE_SLOW_BOUND) {
            Instant from = TailState.earlier(sighted.oldest(), sighted.now().minus(tolerances.late()));
            after = bounds(after, after.bound(), TIME.lowerBound(from.minus(tolerances.skew())));
        }
        state = after;
        passed = true;
        look();
    }

    private Sighting sighted() {
        Sighting sighted = sighting == null ? sight() : sighting;
        sighting = null;
        return sighted;
    }

    private Seen seen() {
        Seen rows = seen == null ? new Seen(database.snapshot(), database.rows()) : seen;
        seen = null;
        return rows;
    }

    /** The sighting as it should be made, or without what is left out. */
    private Sighting sight() {
        Sighting whole = database.sight(tolerances.young());
        Instant oldest = leftOut == Rule.ALL_TRANSACTIONS_HOLD_THE_SLOW_BOUND ? whole.oldestWriter() : whole.oldest();
        Map<String, Instant> prepared =
                leftOut == Rule.PREPARED_TRANSACTIONS_HOLD_THE_BOUNDS ? Map.of() : whole.prepared();
        return new Sighting(whole.now(), whole.oldestWriter(), oldest, prepared);
    }

    private Set<Long> read(Pass pass, List<ModelDatabase.Row> rows) {
        Set<Long> provisionally = new HashSet<>();
        for (ModelDatabase.Row row : rows) {
            if (row.time() >= pass.bound()) {
                Verdict verdict = pass.judge(row.time(), row.xid() & 0xFFFF_FFFFL);
                if (verdict == Verdict.SETTLED) {
                    settled.merge(row.id(), 1, Integer::sum);
                } else if (verdict == Verdict.PROVISIONAL) {
                    provisionally.add(row.id());
                }
            }
        }
        return provisionally;
    }

    private static TailState bounds(TailState of, long quick, long slow) {
        return new TailState(of.horizon(), quick, of.slowHorizon(), slow, of.triples(), of.prepared(), of.history());
    }
}
