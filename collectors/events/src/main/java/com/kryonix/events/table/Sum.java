package com.kryonix.events.table;

import com.kryonix.collector.Metric;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Value;
import java.util.List;
import java.util.stream.Stream;

/** A counter that is a column's sum. NULL adds nothing, and a negative number neither: a counter cannot fall. */
public record Sum(Metric metric, Column column, Scale scale, Condition where) implements Family {
    /** @param columnUnit what 1 in the column is in base units: {@code "0.001"} for milliseconds */
    public static Sum of(Metric metric, Column column, String columnUnit, Condition where) {
        return new Sum(metric, column, Scale.of(column, columnUnit), where);
    }

    @Override
    public int slots() {
        return 1;
    }

    @Override
    public List<Column> needs() {
        return Stream.concat(Stream.of(column), where.columns().stream()).toList();
    }

    @Override
    public boolean takes(Row row) {
        return where.holds(row);
    }

    @Override
    public void add(Row row, long[] cell, int offset) {
        if (row.countable(column)) {
            cell[offset] = Saturating.add(cell[offset], row.number(column));
        }
    }

    @Override
    public Sample sample(List<String> labelValues, long[] cell, int offset) {
        return new Value(metric, labelValues, scale.inBaseUnits(cell[offset]));
    }

    @Override
    public Total total(long[] cell, int offset) {
        return new Total(null, scale.exact(cell[offset]), null);
    }

    @Override
    public String shape() {
        return metric.name() + "=sum(" + column.name() + "*" + scale.unit() + ")" + where.shape();
    }
}
