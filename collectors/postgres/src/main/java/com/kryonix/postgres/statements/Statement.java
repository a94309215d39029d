package com.kryonix.postgres.statements;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** One query id of one owner: how much it matters lately, and its series while it has some. */
final class Statement {
    static final Comparator<Statement> BY_IMPORTANCE = Comparator.comparingDouble(Statement::importance);

    private final Owner owner;
    private final long queryid;
    private final double[] recent = new double[Score.COUNT];
    private double importance;
    private boolean mayBeTracked = true;
    private @Nullable Tracked tracked;
    private long quietSince;
    private boolean quiet;
    private int seen;

    Statement(Owner owner, long queryid) {
        this.owner = owner;
        this.queryid = queryid;
    }

    /** A statement that never gets series of its own. */
    static Statement untracked(Owner owner, long queryid) {
        Statement statement = new Statement(owner, queryid);
        statement.neverTrack();
        return statement;
    }

    /** Where its differences go: exactly one series. */
    Series destination() {
        return tracked == null ? owner.other() : tracked.series();
    }

    /** Counts for its importance; {@code weight} below 1 for what happened before we looked. */
    void count(double[] difference, double weight) {
        for (Score score : Score.ALL) {
            recent[score.place()] += score.of(difference) * weight;
        }
    }

    void fade(double factor) {
        for (int i = 0; i < recent.length; i++) {
            recent[i] *= factor;
        }
    }

    double recent(Score score) {
        return recent[score.place()];
    }

    double importance() {
        return importance;
    }

    void importance(double share) {
        importance = share;
    }

    boolean mayBeTracked() {
        return mayBeTracked;
    }

    @Nullable
    Tracked tracked() {
        return tracked;
    }

    void track() {
        tracked = new Tracked(new Series(owner.labels(queryid)));
        quiet = false;
    }

    /** Gives its series up; what they did not show yet is its owner's other's. */
    void retire() {
        if (tracked != null) {
            owner.other().add(tracked.series().withheld());
        }
        tracked = null;
    }

    /** It shall have no series of its own. */
    void neverTrack() {
        mayBeTracked = false;
    }

    void active() {
        quiet = false;
    }

    /** Outside the top at this time; how long it has been so. */
    long quietFor(long now) {
        if (!quiet) {
            quiet = true;
            quietSince = now;
        }
        return now - quietSince;
    }

    Owner owner() {
        return owner;
    }

    long queryid() {
        return queryid;
    }

    /** Marks that the view has it, as of this read. */
    void seen(int read) {
        seen = read;
    }

    int seen() {
        return seen;
    }

    /** The series of a tracked statement, and its figures that do not add up. */
    record Tracked(Series series, Figures figures) {
        Tracked(Series series) {
            this(series, new Figures());
        }
    }
}
