package com.kryonix.events.table;

import com.kryonix.collector.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The samples of a table: settled and provisional rows together, newborn series at zero. */
public final class Exposure {
    private final EventTable table;
    private final Set<String> columns;

    /** @param columns those that the real table has: without one, the families that need it are left out */
    public Exposure(EventTable table, Set<String> columns) {
        this.table = table;
        this.columns = Set.copyOf(columns);
    }

    /** @param settled knows every series of {@code provisional} */
    public List<Sample> samples(Admissions admissions, Counts settled, Counts provisional, Births births) {
        List<Sample> samples = new ArrayList<>();
        List<Group> groups = table.groups();
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            for (int j = 0; j < group.families().size(); j++) {
                Family family = group.families().get(j);
                int at = i;
                int offset = group.offset(j);
                if (family.needs().stream().allMatch(column -> columns.contains(column.name()))) {
                    settled.forEach(i, (key, cell) -> {
                        long[] shown =
                                births.atZero(at, key) ? new long[cell.length] : sum(cell, provisional.find(at, key));
                        List<String> labelValues = group.labelValues(key, admissions.labels());
                        samples.add(family.sample(labelValues, shown, offset));
                    });
                }
            }
        }
        return samples;
    }

    private static long[] sum(long[] settled, long @Nullable [] provisional) {
        if (provisional == null) {
            return settled;
        }
        long[] both = settled.clone();
        for (int i = 0; i < both.length; i++) {
            both[i] = Saturating.add(both[i], provisional[i]);
        }
        return both;
    }
}
