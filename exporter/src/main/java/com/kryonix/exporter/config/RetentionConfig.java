package com.kryonix.exporter.config;

import com.kryonix.configuration.Durations;
import com.kryonix.configuration.InvalidSetting;
import com.kryonix.configuration.Setting;
import java.time.Duration;

/** For how long one event table keeps its rows, where that is not as for the others. */
public record RetentionConfig(
        @Setting("The table, such as performance.cache_metrics, or one of your own that is declared.")
        String table,

        @Setting("For how long its rows are kept; `0s`: for ever.")
        Duration keep) {
    private static final Duration LEAST = Duration.ofDays(1);
    private static final Duration MOST = Duration.ofDays(36_500);

    public RetentionConfig {
        if (table == null) {
            throw new InvalidSetting("table", "missing; allowed: a table with its schema");
        }
        if (keep == null) {
            throw new InvalidSetting("keep", "missing; allowed: a duration, such as 30d, or 0s for ever");
        }
        keep = check(keep);
    }

    /** What is younger than a day may not be counted by everybody yet. */
    static Duration check(Duration keep) {
        if (!keep.isZero() && (keep.compareTo(LEAST) < 0 || keep.compareTo(MOST) > 0)) {
            throw new InvalidSetting(
                    "keep", Durations.format(keep) + " is out of range; allowed: 1d to 36500d, or 0s for ever");
        }
        return keep;
    }
}
