package com.kryonix.events;

import com.kryonix.events.checkpoint.Writer;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Another exporter that writes the checkpoint of a tail of ours, since both have one instance name. The one that came
 * later goes on; this one waits until the other is silent, as after an update of the exporter that was taken back.
 */
final class Rival {
    private static final int CHECKPOINTS_MISSED = 5;

    private final Duration patience;
    private byte @Nullable [] last;
    private long since;

    private Rival(Duration patience, byte[] checkpoint, long now) {
        this.patience = patience;
        this.last = checkpoint;
        this.since = now;
    }

    /** @param checkpoint its */
    static Rival met(TailSettings.Pace pace, byte[] checkpoint, long now) {
        return new Rival(patience(pace), checkpoint, now);
    }

    static Duration patience(TailSettings.Pace pace) {
        return longest(pace).multipliedBy(CHECKPOINTS_MISSED);
    }

    private static Duration longest(TailSettings.Pace pace) {
        return pace.slow().compareTo(pace.checkpoint()) > 0 ? pace.slow() : pace.checkpoint();
    }

    /**
     * How often a tail that has nothing to write gives a sign of life. Each is a commit, and where the server archives
     * its log by the minute (archive_timeout), a segment more: so no oftener than needed.
     */
    static Duration betweenSigns(TailSettings.Pace pace) {
        Duration four = pace.checkpoint().multipliedBy(4);
        Duration safe = longest(pace).multipliedBy(2);
        return four.compareTo(safe) < 0 ? four : safe;
    }

    /**
     * Whether it has ended, or given no sign of life for long enough.
     *
     * @param checkpoint what is there now; null when nothing is any more
     * @param silence how long ago that was written or renewed; null when nothing is there
     * @param now in the terms of {@link System#nanoTime}
     */
    boolean silent(byte @Nullable [] checkpoint, @Nullable Duration silence, long now) {
        if (checkpoint != null && Writer.hasEnded(checkpoint)) {
            return true;
        }
        // What the command line writes is nobody's life; a rival that lives will follow it.
        if (checkpoint == null || !Writer.isCommandLine(checkpoint)) {
            if (!Arrays.equals(last, checkpoint)) {
                last = checkpoint;
                since = now;
            } else if (silence != null) {
                long sign = now - Math.max(0, silence.toNanos());
                since = sign - since > 0 ? sign : since;
            }
        }
        return now - since >= patience.toNanos();
    }
}
