package com.kryonix.events;

import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the rows that were there before are counted: a line at either end and one a minute, since nothing is shown meanwhile. */
final class HistoryProgress {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryProgress.class);
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private final TailTarget target;
    private long expected;
    private long rows;
    private long saidAt;

    /** @param expected how many rows the planner takes there to be */
    HistoryProgress(TailTarget target, long expected, long now) {
        this.target = target;
        this.expected = expected;
        this.saidAt = now;
        LOG.info("{}about {} rows are there to be counted before any is shown", target, number(expected));
    }

    /**
     * A piece was read.
     *
     * @param rest how many rows the planner takes there to be beyond it
     */
    void read(long more, long rest, long now) {
        rows += more;
        expected = rows + rest;
        if (now - saidAt >= BETWEEN_LINES.toNanos()) {
            LOG.info("{}{} of about {} rows counted", target, number(rows), number(expected));
            saidAt = now;
        }
    }

    /** The last one was. */
    void done() {
        LOG.info("{}all {} rows counted that were there before", target, number(rows));
    }

    /** Between 0 and 1, and 1 only when nothing is left. */
    double ratio() {
        return expected == 0 ? 1 : (double) rows / expected;
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
