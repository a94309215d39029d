package com.kryonix.postgres.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a Prometheus would make of the exposed series: each one's increases, added up; a fall is a failure. */
final class ExposedSeries {
    private Map<List<String>, double[]> last = new HashMap<>();
    private final Map<List<String>, double[]> increases = new HashMap<>();
    /** What series of a user and a database do not show yet. */
    private final Map<List<String>, double[]> withheld = new HashMap<>();

    /** Takes in all series of one scrape: their labels (user, datname, queryid) and numbers. */
    void scrape(Map<List<String>, double[]> now) {
        now.forEach((labels, values) -> {
            double[] before = last.getOrDefault(labels, new double[values.length]);
            double[] owner =
                    increases.computeIfAbsent(List.of(labels.get(0), labels.get(1)), o -> new double[values.length]);
            for (int place = 0; place < values.length; place++) {
                assertThat(values[place])
                        .as("number %d of %s must not fall", place, labels)
                        .isGreaterThanOrEqualTo(before[place]);
                owner[place] += values[place] - before[place];
            }
        });
        last = new HashMap<>(now);
    }

    void scrape(Accumulator accumulator) {
        scrape(of(accumulator));
    }

    private Map<List<String>, double[]> of(Accumulator accumulator) {
        Map<List<String>, double[]> all = new HashMap<>();
        withheld.clear();
        accumulator.owners().all().forEach(owner -> put(all, owner.other()));
        accumulator.membership().members().forEach(member -> put(all, member.destination()));
        return all;
    }

    private void put(Map<List<String>, double[]> all, Series series) {
        double[] values = new double[Counter.COUNT];
        series.expose();
        for (Counter counter : Counter.values()) {
            values[counter.place()] = series.exposed(counter).orElse(0);
        }
        withheld.merge(List.of(series.labels().get(0), series.labels().get(1)), series.withheld(), ExposedSeries::sum);
        assertThat(all.put(series.labels(), values))
                .as("one series of %s", series.labels())
                .isNull();
    }

    /** The increases of all series of a user and a database, a number a counter. */
    double[] of(String user, String datname) {
        return increases.getOrDefault(List.of(user, datname), new double[Counter.COUNT]);
    }

    /** The same with what is not shown yet. */
    double[] soonOf(String user, String datname) {
        return sum(of(user, datname), withheld.getOrDefault(List.of(user, datname), new double[Counter.COUNT]));
    }

    private static double[] sum(double[] one, double[] other) {
        double[] sum = one.clone();
        for (int place = 0; place < sum.length; place++) {
            sum[place] += other[place];
        }
        return sum;
    }
}
