package com.kryonix.postgres;

import com.kryonix.collector.Facts;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Reading;
import com.kryonix.collector.Sample;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns rows into samples, by column name. */
final class RowMapping {
    /** @param column null for an info, whose value is always 1 */
    record Field(Metric metric, @Nullable Column column) {
        /** The label's value for all rows, or null where the column of the label's name gives it. */
        @Nullable
        String constant(String label) {
            return column == null ? null : column.labels().get(label);
        }

        boolean isThere(Facts facts) {
            return column == null || column.requirement().unmetBy(facts).isEmpty();
        }
    }

    private final List<Field> fields;

    RowMapping(String name, Set<String> labels, List<Field> fields) {
        this.fields = List.copyOf(fields);
        if (fields.isEmpty()) {
            throw new IllegalArgumentException(name + ": no sample");
        }
        for (Field field : fields) {
            for (String label : field.metric.labels()) {
                if (field.constant(label) == null && !labels.contains(label)) {
                    throw new IllegalArgumentException(
                            name + ": nothing gives the label " + label + " of " + field.metric.name());
                }
            }
        }
    }

    List<Metric> metrics() {
        return fields.stream().map(Field::metric).distinct().toList();
    }

    Reading read(ResultSet rows, Facts facts) throws SQLException {
        List<BoundField> bound = new ArrayList<>(fields.size());
        for (Field field : fields) {
            if (field.isThere(facts)) {
                bound.add(BoundField.of(field, rows));
            }
        }
        List<Sample> samples = new ArrayList<>();
        while (rows.next()) {
            for (BoundField field : bound) {
                Sample sample = field.sample(rows);
                if (sample != null) {
                    samples.add(sample);
                }
            }
        }
        return Reading.of(samples).withoutDuplicates();
    }
}
