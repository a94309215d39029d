package com.kryonix.postgres.statements;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Who has series of their own: sticky, so that series do not come and go. While there is room every active statement
 * is admitted. After that a place changes hands only when its statement has been outside the top K for a while and one
 * inside matters clearly more, and only so many times an hour.
 */
final class Membership {
    private static final long HOUR = 3_600_000_000_000L;

    private final StatementsOptions options;
    private final Set<Statement> members = new LinkedHashSet<>();
    private final List<Statement> leaving = new ArrayList<>();
    /** Gone since the last evaluation: not to come back at once, which would look like a counter that fell. */
    private final Set<Statement> departed = new HashSet<>();

    private final Deque<Long> replacements = new ArrayDeque<>();
    private double[] ranking = new double[0];
    private long admitted;
    private long retired;

    Membership(StatementsOptions options) {
        this.options = options;
    }

    /**
     * Admits and retires.
     *
     * @param all every statement known, members among them
     * @param now monotonic, in nanoseconds
     */
    void evaluate(Collection<Statement> all, long now) {
        weigh(all);
        double threshold = threshold(all);
        List<Statement> replaceable = new ArrayList<>();
        for (Statement member : members) {
            if (member.importance() > 0 && member.importance() >= threshold) {
                member.active();
            } else if (member.quietFor(now) >= options.quiet().toNanos()) {
                replaceable.add(member);
            }
        }
        if (members.size() >= options.topK()) {
            if (!replaceable.isEmpty()) {
                replace(replaceable, candidates(all, threshold), now);
            }
        } else {
            candidates(all, 0).stream().limit(options.topK() - members.size()).forEach(this::track);
        }
        departed.clear();
    }

    /** Sets each one's importance: its largest share in any total. */
    private static void weigh(Collection<Statement> all) {
        double[] totals = new double[Score.COUNT];
        for (Statement statement : all) {
            for (Score score : Score.ALL) {
                totals[score.place()] += statement.recent(score);
            }
        }
        for (Statement statement : all) {
            double largest = 0;
            for (Score score : Score.ALL) {
                double total = totals[score.place()];
                if (total > 0) {
                    largest = Math.max(largest, statement.recent(score) / total);
                }
            }
            statement.importance(largest);
        }
    }

    /** The K-th largest importance; 0 where there are fewer. */
    private double threshold(Collection<Statement> all) {
        if (options.topK() == 0 || all.size() < options.topK()) {
            return 0;
        }
        if (ranking.length < all.size()) {
            ranking = new double[all.size() * 2];
        }
        int size = 0;
        for (Statement statement : all) {
            if (statement.mayBeTracked()) {
                ranking[size++] = statement.importance();
            }
        }
        Arrays.sort(ranking, 0, size);
        return size < options.topK() ? 0 : ranking[size - options.topK()];
    }

    private List<Statement> candidates(Collection<Statement> all, double least) {
        List<Statement> candidates = new ArrayList<>();
        for (Statement statement : all) {
            if (statement.importance() > 0 && statement.importance() >= least && mayBeAdmitted(statement)) {
                candidates.add(statement);
            }
        }
        candidates.sort(Statement.BY_IMPORTANCE.reversed());
        return candidates;
    }

    private boolean mayBeAdmitted(Statement statement) {
        return statement.tracked() == null && statement.mayBeTracked() && !departed.contains(statement);
    }

    /** The least go, one for each that matters clearly more; the places are taken at the next evaluation. */
    private void replace(List<Statement> replaceable, List<Statement> candidates, long now) {
        replaceable.sort(Statement.BY_IMPORTANCE);
        for (int i = 0; i < Math.min(candidates.size(), replaceable.size()); i++) {
            Statement least = replaceable.get(i);
            boolean clearly = candidates.get(i).importance() > least.importance() * options.enterAbove();
            if (!clearly || !mayReplace(now)) {
                return;
            }
            leaving.add(least);
            replacements.addLast(now);
        }
    }

    private boolean mayReplace(long now) {
        Long oldest = replacements.peekFirst();
        while (oldest != null && now - oldest > HOUR) {
            replacements.removeFirst();
            oldest = replacements.peekFirst();
        }
        return replacements.size() < options.replacementsPerHour();
    }

    private void track(Statement statement) {
        statement.track();
        members.add(statement);
        admitted++;
    }

    /**
     * Ends the series of those who must go. Called before a read's differences are given, so that the last value of a
     * series was exposed before it ends, and none of its increases is lost.
     */
    void depart() {
        for (Statement statement : leaving) {
            if (members.remove(statement)) {
                statement.retire();
                departed.add(statement);
                retired++;
            }
        }
        leaving.clear();
    }

    /** Takes the series of a member away for good: at once while they were never more than 0, else at the next read. */
    void dismiss(Statement member) {
        member.neverTrack();
        leaving.add(member);
        if (member.destination().isZero()) {
            depart();
        }
    }

    Set<Statement> members() {
        return members;
    }

    long admitted() {
        return admitted;
    }

    long retired() {
        return retired;
    }
}
