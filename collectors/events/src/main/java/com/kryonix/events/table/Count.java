package com.kryonix.events.table;

import com.kryonix.collector.Metric;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A counter of rows: of all, or of those whose flag has a value.
 *
 * @param flag null: all rows
 */
public record Count(Metric metric, @Nullable Column flag, boolean wanted) implements Family {
    public static Count rows(Metric metric) {
        return new Count(metric, null, true);
    }

    public static Count where(Metric metric, Column flag, boolean wanted) {
        return new Count(metric, flag, wanted);
    }

    @Override
    public int slots() {
        return 1;
    }

    @Override
    public List<Column> needs() {
        return flag == null ? List.of() : List.of(flag);
    }

    @Override
    public boolean takes(Row row) {
        return flag == null || row.is(flag, wanted);
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
    public String shape() {
        return metric.name() + "=count" + (flag == null ? "" : "(" + flag.name() + "=" + wanted + ")");
    }
}
