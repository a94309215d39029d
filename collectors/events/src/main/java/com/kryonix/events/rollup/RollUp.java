package com.kryonix.events.rollup;

import com.kryonix.events.checkpoint.Checkpoint;
import com.kryonix.events.checkpoint.CheckpointCodec;
import com.kryonix.events.checkpoint.CheckpointRefused;
import com.kryonix.events.checkpoint.Identity;
import com.kryonix.events.fold.TailState;
import com.kryonix.events.reading.TableReplaced;
import com.kryonix.events.reading.TableShape;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.reading.Transaction;
import com.kryonix.events.table.EventTable;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Brings one table's hours and days up to date: each committed row is in exactly one hour. What a step counts, and how
 * far the table is counted then, is committed together: a run that is killed has done a step or has not.
 */
public final class RollUp {
    private final TailConnection connection;
    private final EventTable table;
    private final Identity identity;
    private final Steps steps;
    private final boolean rehearsal;
    private final List<String> lines = new ArrayList<>();
    private long rows;
    private long cells;

    private RollUp(TailConnection connection, EventTable table, TableShape shape, boolean rehearsal) {
        this.rehearsal = rehearsal;
        this.connection = connection;
        this.table = table;
        this.identity = Identity.of(connection.server(), shape, table);
        this.steps = new Steps(connection, table, shape);
    }

    /**
     * Returns what was done, a line each.
     *
     * @param rehearsal whether it only says what would be done
     */
    public static List<String> run(TailConnection connection, EventTable table, TableShape shape, boolean rehearsal)
            throws SQLException, TableReplaced {
        RollUp rollUp = new RollUp(connection, table, shape, rehearsal);
        rollUp.all();
        return rollUp.lines;
    }

    /**
     * Looks at days once more, and counts them anew where rows have come that a run did not see, because they came more
     * than a day late. Such a row is in no roll-up before.
     *
     * @param to days of before this, in the column's terms, if every row of theirs would have been seen by a run
     * @param whole days, as they begin, of which nothing has gone; of others that may have gone it is not known what has
     * @param audit whether it is said that nothing was found, and where the table has less than the roll-up
     * @param rehearsal whether it only says what would be done, as far as the last run has seen the rows
     */
    public static List<String> recount(
            TailConnection connection,
            EventTable table,
            TableShape shape,
            long to,
            SortedSet<Long> whole,
            boolean audit,
            boolean rehearsal)
            throws SQLException, TableReplaced {
        RollUp rollUp = new RollUp(connection, table, shape, rehearsal);
        rollUp.recountDays(to, whole, audit);
        return rollUp.lines;
    }

    private void recountDays(long to, SortedSet<Long> whole, boolean audit) throws SQLException, TableReplaced {
        Progress progress = new Progress(connection.jdbc(), table.name(), !rehearsal);
        Checkpoint at = checkpoint(progress);
        if (at == null || at.state().history() != null) {
            lines.clear();
            return;
        }
        long end = Math.min(to, Hours.day(at.state().slowBound()));
        int days = 0;
        for (long day : whole.headSet(Math.min(progress.droppedBefore(), end))) {
            if (Hours.day(steps.firstTime(day)) == day) {
                if (!recount(progress, at, day, audit)) {
                    return;
                }
                days++;
            }
        }
        long day = Hours.day(steps.firstTime(progress.droppedBefore()));
        while (day != TailState.NO_TIME && day < end) {
            if (!recount(progress, at, day, audit)) {
                return;
            }
            days++;
            day = Hours.day(steps.firstTime(day + Hours.DAY));
        }
        if (audit && lines.isEmpty()) {
            lines.add(
                    String.format(Locale.ROOT, "%s: %,d whole days are rolled up as the table has them", table, days));
        }
    }

    /** False when another run has gone on meanwhile. */
    private boolean recount(Progress progress, Checkpoint at, long day, boolean audit)
            throws SQLException, TableReplaced {
        Hours hours = steps.between(at, day, day + Hours.DAY);
        Families families = new Families(connection.jdbc(), table, !rehearsal);
        DayCells cellsOfDay = new DayCells(connection.jdbc(), table, families, day);
        long missing = cellsOfDay.missing(hours.days().get(day), at.admissions());
        String title = table + ": " + LocalDate.ofEpochDay(day / Hours.DAY) + ": ";
        if (missing < 0 && audit) {
            lines.add(title + "the roll-up has rows that the table has no more, and stays as it is");
        }
        if (missing <= 0) {
            return true;
        }
        Cells into = new Cells(connection.jdbc(), table);
        boolean done = commit(progress, at, () -> {
            cellsOfDay.forget();
            into.addHours(hours.counts(), at.admissions());
            into.addDays(hours.days(), at.admissions());
        });
        if (done) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%s%,d rows had come more than a day late: they %s",
                    title,
                    missing,
                    rehearsal ? "would be rolled up" : "are rolled up now"));
        }
        return done;
    }

    private void all() throws SQLException, TableReplaced {
        Progress progress = new Progress(connection.jdbc(), table.name(), !rehearsal);
        Checkpoint at = checkpoint(progress);
        while (at != null && at.state().history() != null) {
            at = step(progress, at, steps.history(at));
        }
        if (at != null) {
            at = step(progress, at, steps.next(at));
        }
        if (at == null) {
            lines.add(table + ": another run rolls it up at this moment");
        }
        if (rows > 0 && rehearsal) {
            lines.add(String.format(Locale.ROOT, "%s: %,d rows would be rolled up", table, rows));
        } else if (rows > 0) {
            lines.add(String.format(Locale.ROOT, "%s: %,d rows rolled up into %,d cells of hours", table, rows, cells));
        }
    }

    /** Null when another run has gone on meanwhile; so with each step. */
    private @Nullable Checkpoint checkpoint(Progress progress) throws SQLException, TableReplaced {
        byte[] there = progress.there();
        try {
            if (there != null) {
                return CheckpointCodec.decode(there, identity, table);
            }
        } catch (CheckpointRefused refused) {
            lines.add(table + (rehearsal ? ": would be" : ":")
                    + " rolled up anew from the rows that are there, because of the last progress "
                    + refused.getMessage());
        }
        TailState state = steps.beginning().withHistory(progress.droppedBefore());
        Checkpoint blank = Checkpoint.blank(table, identity, state);
        return commit(progress, blank, () -> steps.forget(progress.droppedBefore())) ? blank : null;
    }

    private @Nullable Checkpoint step(Progress progress, Checkpoint before, Steps.Step step) throws SQLException {
        Checkpoint after = before.at(step.after());
        Hours hours = step.hours();
        Cells into = new Cells(connection.jdbc(), table);
        boolean done = commit(progress, after, () -> {
            cells += into.addHours(hours.counts(), before.admissions());
            into.addDays(hours.days(), before.admissions());
        });
        rows += done ? hours.rows() : 0;
        return done ? after : null;
    }

    /** What is written together with the progress. */
    private interface Work {
        void run() throws SQLException;
    }

    /**
     * The commit waits until it is on disk, and with it the transactions that it says were counted; the row of the
     * progress, locked first, keeps two runs apart behind any pooler. Returns false, with nothing done, when another run
     * has gone on from the same progress.
     */
    private boolean commit(Progress progress, Checkpoint after, Work work) throws SQLException {
        if (rehearsal) {
            return true;
        }
        try (Transaction step = Transaction.begin(connection.jdbc(), "SET LOCAL synchronous_commit = local")) {
            if (!progress.follow(after)) {
                return false;
            }
            work.run();
            step.commit();
            return true;
        }
    }
}
