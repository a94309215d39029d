package com.kryonix.events;

import com.kryonix.events.checkpoint.Checkpoint;
import com.kryonix.events.fold.ColumnTime;
import com.kryonix.events.fold.TailState;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A checkpoint in one line. */
final class TailStatus {
    private TailStatus() {}

    /**
     * A line.
     *
     * @param lastSign how long ago an exporter said that it goes on from it; null: none does
     * @param horizon the server's now
     */
    static String line(StoredTail.Kept kept, @Nullable Duration lastSign, long horizon, ColumnTime time) {
        Checkpoint checkpoint = kept.checkpoint();
        TailState state = checkpoint.state();
        Duration age = Duration.between(kept.stamp().at(), Instant.now());
        String line = String.format(
                Locale.ROOT,
                "%,d s old, by %s%s: %,d rows settled, %,d of them late, %,d series; horizon %d, %s",
                Math.max(0, age.toSeconds()),
                kept.stamp().writer().name(),
                lastSign == null
                        ? ""
                        : String.format(Locale.ROOT, ", seen alive %,d s ago", Math.max(0, lastSign.toSeconds())),
                checkpoint.settled().rows(),
                checkpoint.late(),
                checkpoint.settled().allSeries(),
                state.horizon(),
                behind(horizon - state.horizon()));
        Long history = state.history();
        if (history == null) {
            return line;
        }
        return line + "; older rows are still to be counted, from "
                + (history == TailState.NO_TIME ? "the beginning" : time.parameter(history)) + " on";
    }

    private static String behind(long transactions) {
        return transactions < 0
                ? String.format(Locale.ROOT, "%,d transactions ahead of the server's", -transactions)
                : String.format(Locale.ROOT, "%,d transactions behind the server's", transactions);
    }
}
