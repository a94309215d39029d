package com.kryonix.events.fold;

import java.util.Locale;

/**
 * One line of a {@link ModelScript}.
 *
 * @param transaction its number; 0 for what concerns none
 * @param amount milliseconds to wait, or microseconds that a late row lies behind, or that a piece spans
 */
record ModelStep(Kind kind, int transaction, long amount) {
    enum Kind {
        /** Time passes. */
        WAIT,
        BEGIN,
        INSERT,
        /** After a savepoint: with a new transaction id. */
        NEST,
        /** A row stamped by its client, committed at once, so that it is within what is put up with. */
        LATE,
        PREPARE,
        COMMIT,
        ROLLBACK,
        /** Who is open, for the next pass; which does it itself otherwise. */
        SIGHT,
        /** For the next pass; which takes it itself otherwise, after the sighting, as is right. */
        SNAPSHOT,
        QUICK,
        SLOW,
        CHECKPOINT,
        /** Back to the checkpoint; nothing is shown until a quick and a slow pass are done. */
        CRASH,
        /** The same after a long time: what came since the checkpoint is counted in pieces first. */
        CATCHUP,
        /** So many microseconds of it, in a snapshot of its own. */
        PIECE
    }

    static ModelStep of(Kind kind) {
        return new ModelStep(kind, 0, 0);
    }

    static ModelStep of(Kind kind, int transaction) {
        return new ModelStep(kind, transaction, 0);
    }

    static ModelStep parse(String line) {
        String[] words = line.strip().split(" +", -1);
        Kind kind = Kind.valueOf(words[0].toUpperCase(Locale.ROOT));
        return switch (kind) {
            case WAIT, PIECE -> new ModelStep(kind, 0, Long.parseLong(words[1]));
            case LATE -> new ModelStep(kind, Integer.parseInt(words[1]), Long.parseLong(words[2]));
            case BEGIN, INSERT, NEST, PREPARE, COMMIT, ROLLBACK -> of(kind, Integer.parseInt(words[1]));
            case SIGHT, SNAPSHOT, QUICK, SLOW, CHECKPOINT, CRASH, CATCHUP -> of(kind);
        };
    }

    @Override
    public String toString() {
        String word = kind.name().toLowerCase(Locale.ROOT);
        return word
                + (transaction > 0 ? " " + transaction : "")
                + (kind == Kind.WAIT || kind == Kind.LATE || kind == Kind.PIECE ? " " + amount : "");
    }
}
