package com.kryonix.events.table;

import com.kryonix.collector.Metric;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Value;
import java.util.List;

/** A counter of rows. */
public record Count(Metric metric, Condition where) implements Family {
    @Override
    public int slots() {
        return 1;
    }

    @Override
    public List<Column> needs() {
        return where.columns();
    }

    @Override
    public boolean takes(Row row) {
        return where.holds(row);
    }

    @Override
    public void add(Row row, long[] cell, int offset) {
        cell[offset]++;
    }

    @Override
    public Sample sample(List<String> labelValues, long[] cell, int offset) {
        return new Value(metric, labelValues, cell[offset]);
    }

    @Override
    public Total total(long[] cell, int offset) {
        return new Total(cell[offset], null, null);
    }

    @Override
    public String shape() {
        return metric.name() + "=count" + where.shape();
    }
}
