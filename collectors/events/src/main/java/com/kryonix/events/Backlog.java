package com.kryonix.events;

import com.kryonix.events.fold.TailState;
import com.kryonix.events.reading.TableReplaced;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows that were there before a tail began, and those that came while none was there: counted in pieces, first. */
final class Backlog {
    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

    /** How many rows are read at once: a second's work, or less. */
    private static final int PIECE = 100_000;

    /** So many rows since the checkpoint are counted in pieces, too. */
    static final int MANY = 5 * PIECE;

    /** Half of the time, since nothing is shown before it is counted. */
    private static final double DUTY = 0.5;

    private final TailTarget target;
    private final TableFold fold;
    private final Ledger ledger;
    private final TailHealth health;
    private final Schedule pieces;
    private @Nullable HistoryProgress progress;

    Backlog(TailTarget target, TableFold fold, Ledger ledger, TailHealth health, long now) {
        this.target = target;
        this.fold = fold;
        this.ledger = ledger;
        this.health = health;
        this.pieces = new Schedule(Duration.ZERO, DUTY, now);
    }

    boolean isLeft() {
        return ledger.state().history() != null;
    }

    /** When the next piece is due. */
    long due() {
        return pieces.due();
    }

    /** Whether what came since the checkpoint is so much that it is counted here, and not with the first fold. */
    boolean takes() throws SQLException, TableReplaced {
        TailState behind = ledger.state();
        TailState state = fold.catchingUp(behind, MANY);
        if (state.history() == null) {
            return false;
        }
        LOG.info("{}more than {} rows were written since the checkpoint: they are counted in pieces", target, MANY);
        ledger.leaveToHistory(state);
        return true;
    }

    /** Counts a piece, if one is due. */
    void work() throws SQLException, TableReplaced {
        long began = System.nanoTime();
        if (!pieces.isDue(began)) {
            return;
        }
        HistoryProgress counting = progress;
        if (counting == null) {
            counting = new HistoryProgress(target, fold.expected(ledger.state()), began);
            progress = counting;
        }
        TableFold.Found found = fold.history(ledger.state(), ledger.admissions(), PIECE);
        health.scanned(found.scanned());
        long ended = System.nanoTime();
        ledger.addSettled(found.after(), found.settled(), false, ended);
        pieces.done(began, ended);
        counting.read(found.scanned(), fold.expected(ledger.state()), ended);
        health.history(counting.ratio());
        if (!isLeft()) {
            counting.done();
            progress = null;
            health.historyDone();
        }
    }
}
