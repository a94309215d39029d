package com.kryonix.events.table;

import java.util.Arrays;
import java.util.List;

/**
 * Adds rows to counts: one cell a group of families. A label's value is looked up when the first group needs it: so a
 * value is not admitted for rows that no family with this label counts.
 */
public final class RowCounter {
    private static final int UNKNOWN = -1;

    private final List<Label> labels;
    private final List<Group> groups;
    private final List<Admission> admissions;
    private final int[] numbers;

    public RowCounter(EventTable table, Admissions admissions) {
        this.labels = table.labels();
        this.groups = table.groups();
        this.admissions = admissions.labels();
        this.numbers = new int[labels.size()];
    }

    public void add(Row row, Counts counts) {
        Arrays.fill(numbers, UNKNOWN);
        boolean overflowed = false;
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            if (group.takes(row)) {
                overflowed |= look(group, row);
                group.add(row, counts.cell(i, group.key(numbers), group.slots()));
            }
        }
        counts.addRows(1, overflowed ? 1 : 0);
    }

    /** Finds the numbers of a group's label values. Returns whether one of them is beyond its limit. */
    private boolean look(Group group, Row row) {
        boolean overflowed = false;
        for (int i = 0; i < group.labels().size(); i++) {
            int label = group.labels().get(i);
            if (numbers[label] == UNKNOWN) {
                numbers[label] =
                        admissions.get(label).number(row.value(labels.get(label).column()));
            }
            overflowed |= numbers[label] == Admission.OVERFLOW;
        }
        return overflowed;
    }
}
