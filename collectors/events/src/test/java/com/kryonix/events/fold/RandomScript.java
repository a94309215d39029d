package com.kryonix.events.fold;

import com.kryonix.events.fold.ModelStep.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A random interleaving of transactions, passes, checkpoints and crashes. */
final class RandomScript {
    private static final int STEPS = 400;
    private static final int MOST_OPEN = 8;

    private final Random random;
    private final ModelRun.Rule leftOut;
    private final boolean lateRows;
    private final List<ModelStep> steps = new ArrayList<>();
    private final List<Integer> open = new ArrayList<>();
    private final List<Integer> prepared = new ArrayList<>();
    private final Set<Integer> written = new HashSet<>();
    private int begun;

    private RandomScript(long seed, ModelRun.Rule leftOut) {
        this.random = new Random(seed);
        this.leftOut = leftOut;
        this.lateRows = seed % 2 == 0;
    }

    static ModelScript of(long seed, ModelRun.Rule leftOut) {
        RandomScript script = new RandomScript(seed, leftOut);
        for (int i = 0; i < STEPS; i++) {
            script.write();
            script.tail(script.random.nextInt(40));
        }
        return new ModelScript(leftOut, script.lateRows, script.steps);
    }

    private void add(Kind kind, int transaction) {
        steps.add(ModelStep.of(kind, transaction));
    }

    /** Time passes, and some transaction does something. */
    private void write() {
        steps.add(new ModelStep(Kind.WAIT, 0, random.nextInt(400)));
        int choice = random.nextInt(10);
        if (open.isEmpty() || (choice < 2 && open.size() < MOST_OPEN)) {
            open.add(++begun);
            add(Kind.BEGIN, begun);
            return;
        }
        Integer some = open.get(random.nextInt(open.size()));
        if (choice < 6) {
            insert(some);
        } else if (choice == 6 && written.contains(some)) {
            open.remove(some);
            prepared.add(some);
            add(Kind.PREPARE, some);
        } else if (choice == 7 && !prepared.isEmpty()) {
            end(prepared.remove(random.nextInt(prepared.size())));
        } else if (choice == 8) {
            open.remove(some);
            end(some);
        }
    }

    private void insert(Integer some) {
        if (lateRows && random.nextInt(12) == 0) {
            open.remove(some);
            steps.add(new ModelStep(Kind.LATE, some, random.nextLong(ModelDatabase.MOST_LATE.toNanos() / 1000)));
            return;
        }
        add(written.add(some) || random.nextInt(4) > 0 ? Kind.INSERT : Kind.NEST, some);
    }

    private void end(int some) {
        add(random.nextInt(6) > 0 ? Kind.COMMIT : Kind.ROLLBACK, some);
    }

    private void tail(int choice) {
        if (choice < 8) {
            pass(Kind.QUICK);
        } else if (choice < 10) {
            pass(Kind.SLOW);
        } else if (choice == 10) {
            add(Kind.CHECKPOINT, 0);
        } else if (choice == 11) {
            add(Kind.CRASH, 0);
            pass(Kind.QUICK);
            pass(Kind.SLOW);
        } else if (choice == 12) {
            catchUp();
        }
    }

    private void catchUp() {
        pass(Kind.CATCHUP);
        for (int pieces = random.nextInt(4); pieces >= 0; pieces--) {
            for (int i = random.nextInt(20); i > 0; i--) {
                write();
            }
            long micros = pieces == 0 ? Long.MAX_VALUE / 2 : 1 + random.nextLong(20_000_000);
            steps.add(new ModelStep(Kind.PIECE, 0, micros));
        }
        pass(Kind.QUICK);
        pass(Kind.SLOW);
    }

    /** Others go on between two statements of the tail's. */
    private void pass(Kind kind) {
        boolean inOrder = leftOut != ModelRun.Rule.SIGHTING_BEFORE_SNAPSHOT;
        add(inOrder ? Kind.SIGHT : Kind.SNAPSHOT, 0);
        for (int i = random.nextInt(inOrder ? 6 : 40); i > 0; i--) {
            write();
        }
        if (!inOrder) {
            add(Kind.SIGHT, 0);
        }
        add(kind, 0);
    }
}
