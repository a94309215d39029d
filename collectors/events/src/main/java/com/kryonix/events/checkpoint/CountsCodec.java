package com.kryonix.events.checkpoint;

import com.kryonix.events.table.Admissions;
import com.kryonix.events.table.Counts;
import com.kryonix.events.table.EventTable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Admitted label values and the series' numbers, as bytes. */
final class CountsCodec {
    private CountsCodec() {}

    static void write(DataOutputStream out, Admissions admissions) throws IOException {
        List<List<String>> labels = admissions.admitted();
        Varints.write(out, labels.size());
        for (List<String> values : labels) {
            Varints.write(out, values.size());
            for (String value : values) {
                out.writeUTF(value);
            }
        }
    }

    static Admissions readAdmissions(DataInputStream in, EventTable table) throws IOException {
        List<List<String>> labels = new ArrayList<>();
        for (long i = Varints.read(in); i > 0; i--) {
            List<String> values = new ArrayList<>();
            for (long j = Varints.read(in); j > 0; j--) {
                values.add(in.readUTF());
            }
            labels.add(values);
        }
        return Admissions.of(table, labels);
    }

    static void write(DataOutputStream out, Counts counts) throws IOException {
        Varints.write(out, counts.rows());
        Varints.write(out, counts.overflowed());
        for (int group = 0; group < counts.groups(); group++) {
            Varints.write(out, counts.series(group));
            counts.forEach(group, (key, cell) -> write(out, key, cell));
        }
    }

    private static void write(DataOutputStream out, Long key, long[] cell) {
        try {
            Varints.write(out, key);
            Varints.write(out, cell.length);
            for (long number : cell) {
                Varints.write(out, number);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Counts readCounts(DataInputStream in, EventTable table) throws IOException {
        Counts counts = new Counts(table);
        counts.addRows(Varints.read(in), Varints.read(in));
        for (int group = 0; group < counts.groups(); group++) {
            for (long i = Varints.read(in); i > 0; i--) {
                long key = Varints.read(in);
                long[] cell = counts.cell(group, key, (int) Varints.read(in));
                for (int slot = 0; slot < cell.length; slot++) {
                    long number = Varints.read(in);
                    // A sum that wrapped around, in a checkpoint of a version that let it, was beyond what a long
                    // holds.
                    cell[slot] = number < 0 ? Long.MAX_VALUE : number;
                }
            }
        }
        return counts;
    }
}
