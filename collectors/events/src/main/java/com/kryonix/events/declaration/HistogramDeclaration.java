package com.kryonix.events.declaration;

import com.kryonix.collector.Buckets;
import com.kryonix.collector.Metric;
import com.kryonix.configuration.InvalidSetting;
import com.kryonix.configuration.Setting;
import com.kryonix.events.table.Columns;
import com.kryonix.events.table.Condition;
import com.kryonix.events.table.Distribution;
import com.kryonix.events.table.Family;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A histogram of a column. */
public record HistogramDeclaration(
        @Setting("What it is, in one sentence; none: which column it is of.") @Nullable
        String help,

        @Setting("Names of labels, up to four.") List<String> labels,

        @Setting("The column; its NULLs are not observed.") String column,

        @Setting("What 1 in that column is; none: `none`.") ColumnUnit unit,

        @Setting("How many decimals of the column are kept, so that sums are exact; none: 0.")
        int decimals,

        @Setting("Upper bounds of the buckets, ascending, in the metric's unit: seconds, bytes, ratio.")
        List<Double> buckets,

        @Setting("Which rows; none: all.") @Nullable String where,

        @Setting("Whether the table may lack the columns; the histogram is then left out.")
        boolean optional) {
    /** Each is a series of its own for each combination of label values. */
    private static final int MOST_BUCKETS = 50;

    public HistogramDeclaration {
        labels = labels == null ? List.of() : List.copyOf(labels);
        if (column == null) {
            throw new InvalidSetting("column", "missing; allowed: the name of a column with numbers");
        }
        unit = unit == null ? ColumnUnit.NONE : unit;
        InvalidSetting.within("decimals", 0, Figures.MOST_DECIMALS, decimals);
        if (buckets == null || buckets.isEmpty() || buckets.size() > MOST_BUCKETS) {
            throw new InvalidSetting("buckets", "1 to " + MOST_BUCKETS + " bounds, such as [0.1, 0.5, 1, 5]");
        }
        buckets = List.copyOf(buckets);
        Figures.buckets(buckets);
        if (where != null) {
            Figures.condition(where, new Columns(), optional);
        }
    }

    /** @throws InvalidSetting when the name or the help is not as Prometheus wants it */
    Family family(String name, String table, Columns columns) {
        String said = help == null ? "Distribution of " + table + "." + column + Figures.said(where) + "." : help;
        Metric metric = Figures.metric(unit, () -> Metric.histogram(name, said, labels.toArray(String[]::new)));
        Condition condition = where == null ? Condition.ALWAYS : Figures.condition(where, columns, optional);
        Buckets bounds = Figures.buckets(buckets);
        return Distribution.of(metric, columns.number(column, decimals, optional), unit.factor(), bounds, condition);
    }
}
