package com.kryonix.events.table;

import java.util.ArrayList;
import java.util.List;

/**
 * The families of a table that have the same labels: a row finds their numbers, one cell, with one look-up.
 *
 * @param labels their places among the table's labels
 * @param offsets where in the cell each family's numbers begin
 */
record Group(List<Integer> labels, List<Family> families, List<Integer> offsets, int slots) {
    /** So that a series' key, 16 bits a label, is one long. */
    private static final int MOST_LABELS = 4;

    static Group of(List<Integer> labels, List<Family> families) {
        if (labels.size() > MOST_LABELS) {
            throw new IllegalArgumentException(families.get(0).metric().name() + ": more than four labels");
        }
        List<Integer> offsets = new ArrayList<>();
        int slots = 0;
        for (Family family : families) {
            offsets.add(slots);
            slots += family.slots();
        }
        return new Group(List.copyOf(labels), List.copyOf(families), List.copyOf(offsets), slots);
    }

    boolean takes(Row row) {
        for (int i = 0; i < families.size(); i++) {
            if (families.get(i).takes(row)) {
                return true;
            }
        }
        return false;
    }

    void add(Row row, long[] cell) {
        for (int i = 0; i < families.size(); i++) {
            Family family = families.get(i);
            if (family.takes(row)) {
                family.add(row, cell, offsets.get(i));
            }
        }
    }

    /** The series' key, from the numbers of a row's label values. */
    long key(int[] numbers) {
        long key = 0;
        for (int i = 0; i < labels.size(); i++) {
            key = (key << 16) | numbers[labels.get(i)];
        }
        return key;
    }

    /** The label values of a key. */
    List<String> labelValues(long key, List<Admission> admissions) {
        String[] values = new String[labels.size()];
        long rest = key;
        for (int i = labels.size() - 1; i >= 0; i--) {
            values[i] = admissions.get(labels.get(i)).value((int) (rest & 0xFFFF));
            rest >>>= 16;
        }
        return List.of(values);
    }
}
