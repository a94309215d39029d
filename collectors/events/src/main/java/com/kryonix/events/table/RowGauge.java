package com.kryonix.events.table;

import com.kryonix.collector.Metric;
import com.kryonix.collector.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many rows there are now that fulfil a condition: counted by the server each time, not row by row. */
public final class RowGauge {
    private final Metric metric;
    private final Condition where;
    private final List<Label> labels;
    private final List<Integer> places;

    /**
     * @param all every label of the table
     * @param places those of this gauge's labels among them
     */
    RowGauge(Metric metric, Condition where, List<Label> all, List<Integer> places) {
        this.metric = metric;
        this.where = where;
        this.labels = places.stream().map(all::get).toList();
        this.places = places;
    }

    public Metric metric() {
        return metric;
    }

    /** What the columns of the labels are, in the order in which {@link Sums#add} takes their values. */
    public List<Column> columns() {
        return labels.stream().map(Label::column).toList();
    }

    /** Which rows, as SQL says it. */
    public String where() {
        return where.sql();
    }

    Condition condition() {
        return where;
    }

    List<Column> needs() {
        return where.columns();
    }

    /** To add up what one query gives; values that were there before and are not any more are 0. */
    public Sums sums(Admissions admissions, Map<List<String>, Long> before) {
        return new Sums(admissions, before);
    }

    /** The sums of one query, by label values. */
    public final class Sums {
        private final Admissions admissions;
        private final Map<List<String>, Long> sums = new TreeMap<>(RowGauge::compare);

        private Sums(Admissions admissions, Map<List<String>, Long> before) {
            this.admissions = admissions;
            before.keySet().forEach(values -> sums.put(values, 0L));
        }

        /** @param row with the values of {@link #columns} */
        public void add(Row row, long count) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < labels.size(); i++) {
                Admission admission = admissions.labels().get(places.get(i));
                values.add(
                        admission.value(admission.number(row.value(labels.get(i).column()))));
            }
            sums.merge(List.copyOf(values), count, Long::sum);
        }

        public Map<List<String>, Long> byLabels() {
            return sums;
        }

        public List<Sample> samples() {
            List<Sample> samples = new ArrayList<>();
            sums.forEach((values, sum) -> samples.add(Sample.of(metric, (double) sum, values.toArray(String[]::new))));
            return samples;
        }
    }

    private static int compare(List<String> one, List<String> other) {
        for (int i = 0; i < one.size(); i++) {
            int difference = one.get(i).compareTo(other.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }
}
