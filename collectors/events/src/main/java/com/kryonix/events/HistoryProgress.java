package com.kryonix.events;

import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the rows that were there before are counted: a line a minute, since nothing is shown meanwhile. */
final class HistoryProgress {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryProgress.class);
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private final TailTarget target;
    private final long expected;
    private long rows;
    private long saidAt;
    private boolean said;

    /** @param expected how many rows the planner takes there to be */
    HistoryProgress(TailTarget target, long expected, long now) {
        this.target = target;
        this.expected = expected;
        this.saidAt = now;
    }

    /** A piece was read. */
    void read(long more, long now) {
        rows += more;
        if (now - saidAt >= BETWEEN_LINES.toNanos()) {
            LOG.info("{}{} of about {} rows counted", target, number(rows), number(Math.max(rows, expected)));
            saidAt = now;
            said = true;
        }
    }

    /** The last one was. */
    void done() {
        if (said) {
            LOG.info("{}all {} rows counted that were there before", target, number(rows));
        }
    }

    /** Between 0 and 1. */
    double ratio() {
        return rows >= expected ? 1 : (double) rows / expected;
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
