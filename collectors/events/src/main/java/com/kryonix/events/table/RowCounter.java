package com.kryonix.events.table;

import java.util.Arrays;

/**
 * Adds rows to counts: one cell a group of families. A label's value is looked up when the first group needs it: so a
 * value is not admitted for rows that no family with this label counts.
 */
public final class RowCounter {
    private static final int UNKNOWN = -1;

    private final Column[] columns;
    private final Group[] groups;
    private final Admission[] admissions;
    private final int[] numbers;

    public RowCounter(EventTable table, Admissions admissions) {
        this.columns = table.labels().stream().map(Label::column).toArray(Column[]::new);
        this.groups = table.groups().toArray(Group[]::new);
        this.admissions = admissions.labels().toArray(Admission[]::new);
        this.numbers = new int[columns.length];
    }

    public void add(Row row, Counts counts) {
        Arrays.fill(numbers, UNKNOWN);
        boolean overflowed = false;
        for (int i = 0; i < groups.length; i++) {
            Group group = groups[i];
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
        for (int i = 0; i < group.labels(); i++) {
            int label = group.label(i);
            if (numbers[label] == UNKNOWN) {
                numbers[label] = admissions[label].number(row.value(columns[label]));
            }
            overflowed |= numbers[label] == Admission.OVERFLOW;
        }
        return overflowed;
    }
}
