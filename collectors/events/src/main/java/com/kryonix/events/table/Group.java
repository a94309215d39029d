package com.kryonix.events.table;

import java.util.List;

/** The families of a table that have the same labels: a row finds their numbers, one cell, with one look-up. */
final class Group {
    /** So that a series' key, 16 bits a label, is one long. */
    private static final int MOST_LABELS = 4;

    private final int[] labels;
    private final Family[] families;
    private final int[] offsets;
    private final int slots;

    /** @param labels their places among the table's labels */
    Group(List<Integer> labels, List<Family> families) {
        if (labels.size() > MOST_LABELS) {
            throw new IllegalArgumentException(families.get(0).metric().name() + ": more than four labels");
        }
        this.labels = labels.stream().mapToInt(Integer::intValue).toArray();
        this.families = families.toArray(Family[]::new);
        this.offsets = new int[this.families.length];
        int next = 0;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = next;
            next += this.families[i].slots();
        }
        this.slots = next;
    }

    /** How many labels there are. */
    int labels() {
        return labels.length;
    }

    /** The place of one of them among the table's labels. */
    int label(int number) {
        return labels[number];
    }

    List<Family> families() {
        return List.of(families);
    }

    /** Where in the cell a family's numbers begin. */
    int offset(int family) {
        return offsets[family];
    }

    /** How many numbers a cell has. */
    int slots() {
        return slots;
    }

    boolean takes(Row row) {
        for (Family family : families) {
            if (family.takes(row)) {
                return true;
            }
        }
        return false;
    }

    void add(Row row, long[] cell) {
        for (int i = 0; i < families.length; i++) {
            if (families[i].takes(row)) {
                families[i].add(row, cell, offsets[i]);
            }
        }
    }

    /** The series' key, from the numbers of a row's label values. */
    long key(int[] numbers) {
        long key = 0;
        for (int label : labels) {
            key = (key << 16) | numbers[label];
        }
        return key;
    }

    /** The label values of a key. */
    List<String> labelValues(long key, List<Admission> admissions) {
        String[] values = new String[labels.length];
        long rest = key;
        for (int i = labels.length - 1; i >= 0; i--) {
            values[i] = admissions.get(labels[i]).value((int) (rest & 0xFFFF));
            rest >>>= 16;
        }
        return List.of(values);
    }
}
