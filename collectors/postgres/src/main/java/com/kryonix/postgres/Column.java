package com.kryonix.postgres;

import com.kryonix.collector.Requirement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The column that gives a sample its value: a number, or a boolean as 1 or 0. Times and intervals are turned into
 * seconds by the SQL, with {@code extract(epoch FROM …)}.
 *
 * @param name as the SQL calls it
 * @param unit null when it is a base unit already
 * @param labels values of those of the metric's labels that no column gives
 * @param requirement when the column is there at all
 */
public record Column(String name, @Nullable SourceUnit unit, Map<String, String> labels, Requirement requirement) {
    public Column {
        labels = Map.copyOf(labels);
    }

    public static Column column(String name) {
        return new Column(name, null, Map.of(), Requirement.none());
    }

    /** Read in this unit, given in its base unit. */
    public Column in(SourceUnit sourceUnit) {
        return new Column(name, sourceUnit, labels, requirement);
    }

    /** With a label that is the same for all rows: what tells two columns of one metric apart. */
    public Column with(String label, String value) {
        Map<String, String> more = new LinkedHashMap<>(labels);
        more.put(label, value);
        return new Column(name, unit, more, requirement);
    }

    /** There only since this major version; before, no sample. */
    public Column since(int major) {
        return new Column(name, unit, labels, Requirement.since(major));
    }

    double toBase(double value) {
        return unit == null ? value : unit.toBase(value);
    }
}
