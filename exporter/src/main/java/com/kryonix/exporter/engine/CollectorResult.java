package com.kryonix.exporter.engine;

import com.kryonix.collector.Outcome;
import java.time.Duration;
import java.util.Locale;

/**
 * How one collector's turn ended.
 *
 * @param duration from its start to its end; for one that was given up, how long it was waited for; zero when skipped
 */
public record CollectorResult(String collector, Outcome outcome, Duration duration) {
    /** A bounded label value: {@code collected}, {@code skipped}, or the failure's kind. */
    public String outcomeLabel() {
        if (outcome instanceof Outcome.Failed failed) {
            return failed.failure().kind().name().toLowerCase(Locale.ROOT);
        }
        return outcome instanceof Outcome.Collected ? "collected" : "skipped";
    }

    /** Why it was skipped or failed; empty when it was collected. */
    public String detail() {
        if (outcome instanceof Outcome.Failed failed) {
            return failed.failure().message();
        }
        return outcome instanceof Outcome.Skipped skipped ? skipped.reason() : "";
    }

    public boolean failed() {
        return outcome instanceof Outcome.Failed;
    }
}
