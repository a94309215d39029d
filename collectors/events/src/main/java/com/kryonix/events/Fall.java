package com.kryonix.events;

import com.kryonix.collector.HistogramValue;
import com.kryonix.collector.Kind;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out whether a counter would fall. To Prometheus each fall is a reset, after which it takes the whole value for
 * new: one that falls a little would be counted twice, so a counter that must fall has to begin at zero.
 */
final class Fall {
    /** A series' identity. */
    private record Series(String name, List<String> labelValues) {}

    private Fall() {}

    /** @throws SetBack when there is one */
    static void refuse(List<Sample> before, List<Sample> after) throws SetBack {
        Optional<String> fallen = between(before, after);
        if (fallen.isPresent()) {
            throw new SetBack(fallen.get());
        }
    }

    /** A series that is lower in {@code after}, or missing there; empty when there is none. */
    static Optional<String> between(List<Sample> before, List<Sample> after) {
        Map<Series, Double> values = new HashMap<>();
        for (Sample sample : after) {
            values.put(new Series(sample.metric().name(), sample.labelValues()), count(sample));
        }
        for (Sample sample : before) {
            double now = values.getOrDefault(new Series(sample.metric().name(), sample.labelValues()), Double.NaN);
            Kind kind = sample.metric().kind();
            // Not a number is not at least as much, either.
            if ((kind == Kind.COUNTER || kind == Kind.HISTOGRAM) && !(now >= count(sample))) {
                return Optional.of(sample.metric().name());
            }
        }
        return Optional.empty();
    }

    private static double count(Sample sample) {
        return sample instanceof HistogramValue histogram ? histogram.count() : ((Value) sample).value();
    }
}
