package com.kryonix.events.fold;

/** What a pass does with a row. */
public enum Verdict {
    /** Count it for good. */
    SETTLED,
    /** Show it, but count it again: its transaction, or one before it, may still add rows. */
    PROVISIONAL,
    /** Another pass has counted it, or will. */
    NOT_HERE
}
