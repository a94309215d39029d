package com.kryonix.events.table;

import java.util.List;

/** Adds rows to counts: label values first, then one cell a group of families. */
public final class RowCounter {
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
        boolean overflowed = false;
        for (int i = 0; i < numbers.length; i++) {
            Label label = labels.get(i);
            numbers[i] = admissions.get(i).number(row.value(label.column()));
            overflowed |= numbers[i] == Admission.OVERFLOW;
        }
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            if (group.takes(row)) {
                group.add(row, counts.cell(i, group.key(numbers), group.slots()));
            }
        }
        counts.addRows(1, overflowed ? 1 : 0);
    }
}
