package com.kryonix.events.table;

import java.util.List;

/** The admitted values of all labels of a table. */
public final class Admissions {
    private final List<Admission> labels;

    public Admissions(EventTable table) {
        this.labels = table.labels().stream().map(Admission::new).toList();
    }

    /** Those that a checkpoint holds. */
    public static Admissions of(EventTable table, List<List<String>> admitted) {
        Admissions admissions = new Admissions(table);
        for (int i = 0; i < admitted.size(); i++) {
            admitted.get(i).forEach(admissions.labels.get(i)::readmit);
        }
        return admissions;
    }

    List<Admission> labels() {
        return labels;
    }

    /** A list of values a label, in the order in which they were admitted. */
    public List<List<String>> admitted() {
        return labels.stream().map(Admission::admitted).toList();
    }

    /** Grows with each admission, and only then. */
    public int size() {
        return labels.stream().mapToInt(Admission::size).sum();
    }
}
