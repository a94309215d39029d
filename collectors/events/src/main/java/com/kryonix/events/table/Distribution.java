package com.kryonix.events.table;

import com.kryonix.collector.Buckets;
import com.kryonix.collector.HistogramValue;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A histogram of a column. NULL and negative numbers are not observed. */
public final class Distribution implements Family {
    private final Metric metric;
    private final Column column;
    private final Scale scale;
    private final Buckets buckets;
    private final Condition where;
    private final long[] bounds;

    private Distribution(Metric metric, Column column, Scale scale, Buckets buckets, Condition where) {
        this.metric = metric;
        this.column = column;
        this.scale = scale;
        this.buckets = buckets;
        this.where = where;
        this.bounds = new long[buckets.size() - 1];
        Arrays.setAll(bounds, i -> scale.floor(buckets.bound(i)));
    }

    /** @param columnUnit what 1 in the column is in base units: {@code "0.001"} for milliseconds */
    public static Distribution of(Metric metric, Column column, String columnUnit, Buckets buckets, Condition where) {
        return new Distribution(metric, column, Scale.of(column, columnUnit), buckets, where);
    }

    @Override
    public Condition where() {
        return where;
    }

    @Override
    public Metric metric() {
        return metric;
    }

    /** A count a bucket, then the sum. */
    @Override
    public int slots() {
        return buckets.size() + 1;
    }

    @Override
    public List<Column> needs() {
        return Stream.concat(Stream.of(column), where.columns().stream()).toList();
    }

    @Override
    public boolean takes(Row row) {
        return row.countable(column) && where.holds(row);
    }

    @Override
    public void add(Row row, long[] cell, int offset) {
        long number = row.number(column);
        int bucket = 0;
        while (bucket < bounds.length && number > bounds[bucket]) {
            bucket++;
        }
        cell[offset + bucket]++;
        int sum = offset + buckets.size();
        cell[sum] = Saturating.add(cell[sum], number);
    }

    @Override
    public Sample sample(List<String> labelValues, long[] cell, int offset) {
        long[] counts = Arrays.copyOfRange(cell, offset, offset + buckets.size());
        double sum = scale.inBaseUnits(cell[offset + buckets.size()]);
        return new HistogramValue(metric, labelValues, buckets, counts, sum);
    }

    @Override
    public Total total(long[] cell, int offset) {
        long[] counts = Arrays.copyOfRange(cell, offset, offset + buckets.size());
        return new Total(Arrays.stream(counts).sum(), scale.exact(cell[offset + buckets.size()]), counts);
    }

    @Override
    public Buckets buckets() {
        return buckets;
    }

    @Override
    public String shape() {
        return metric.name() + "=histogram(" + column.name() + "*" + scale.unit() + " " + buckets + ")" + where.shape();
    }
}
