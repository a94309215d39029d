package com.kryonix.events.checkpoint;

import com.kryonix.events.fold.TailState;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a tail counts, so that they can be counted again.
 *
 * @param horizon those of transactions from this one on
 * @param from and those of before that have this time or a later one; {@link TailState#NO_TIME}: all; null: none. By
 *     key: all that have it, and those without a time by their transactions
 */
public record Origin(long horizon, @Nullable Long from) {
    /** Of a tail that begins here. */
    public static Origin of(TailState beginning) {
        return new Origin(beginning.horizon(), beginning.history());
    }

    /** Of a tail that counts by key and begins here: by its rows' times. */
    public static Origin ofKeyed(TailState beginning) {
        return new Origin(beginning.horizon(), beginning.bound());
    }
}
