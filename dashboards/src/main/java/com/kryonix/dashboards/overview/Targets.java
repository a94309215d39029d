package com.kryonix.dashboards.overview;

import com.kryonix.dashboards.Limit;
import java.util.List;

/** What the platform promises, in base units: its four cards' targets and those of its percentiles. */
final class Targets {
    static final double MEAN_SECONDS = 0.2;
    static final double P95_SECONDS = 0.5;
    static final double P99_SECONDS = 1;
    static final double ERROR_RATIO = 0.01;
    static final double CACHE_HIT_RATIO = 0.8;

    private Targets() {}

    /** Green below {@code good}, orange from there, red from {@code poor}. */
    static List<Limit> below(double good, double poor) {
        return List.of(Limit.always("green"), new Limit(good, "orange"), new Limit(poor, "red"));
    }

    /** Red below {@code poor}, orange from there, green from {@code good}. */
    static List<Limit> above(double poor, double good) {
        return List.of(Limit.always("red"), new Limit(poor, "orange"), new Limit(good, "green"));
    }
}
