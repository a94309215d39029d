package com.kryonix.events.table;

import java.util.List;

/** Counts as totals, series by series. */
public final class Totals {
    private Totals() {}

    /** Takes a series of a family. */
    @FunctionalInterface
    public interface Sink {
        void series(Family family, List<String> labelValues, Total total);
    }

    /** Gives every series in which something was counted. */
    public static void of(EventTable table, Admissions admissions, Counts counts, Sink sink) {
        List<Group> groups = table.groups();
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            List<Family> families = group.families();
            counts.forEach(i, (key, cell) -> {
                List<String> labelValues = group.labelValues(key, admissions.labels());
                for (int j = 0; j < families.size(); j++) {
                    Family family = families.get(j);
                    Total total = family.total(cell, group.offset(j));
                    if (!total.isZero()) {
                        sink.series(family, labelValues, total);
                    }
                }
            });
        }
    }
}
