package com.kryonix.events.declaration;

import com.kryonix.collector.Metric;
import com.kryonix.configuration.InvalidSetting;
import com.kryonix.configuration.Setting;
import com.kryonix.events.table.Columns;
import com.kryonix.events.table.Condition;
import com.kryonix.events.table.Count;
import com.kryonix.events.table.Family;
import com.kryonix.events.table.Sum;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A counter: of rows, or of what a column adds up to. */
public record CounterDeclaration(
        @Setting(
                "What it is, in one sentence; none: which table's rows or which column's sum it is, and the condition.")
        @Nullable
        String help,

        @Setting("Names of labels, up to four.") List<String> labels,

        @Setting("The column to add up; none: rows are counted.") @Nullable
        String sum,

        @Setting("What 1 in that column is; none: `none`.") ColumnUnit unit,

        @Setting("How many decimals of the column are kept, so that sums are exact; none: 0.")
        int decimals,

        @Setting("Which rows, such as `success = false` or `operation in (get, miss) and is_hit = true`; none: all.")
        @Nullable
        String where,

        @Setting("Whether the table may lack the columns of `sum` and `where`; the counter is then left out.")
        boolean optional) {
    public CounterDeclaration {
        labels = labels == null ? List.of() : List.copyOf(labels);
        unit = unit == null ? ColumnUnit.NONE : unit;
        if (sum == null && unit != ColumnUnit.NONE) {
            throw new InvalidSetting("unit", "stands without sum; rows have no unit");
        }
        InvalidSetting.within("decimals", 0, Figures.MOST_DECIMALS, decimals);
        if (where != null) {
            Figures.condition(where, new Columns(), optional);
        }
    }

    /** @throws InvalidSetting when the name or the help is not as Prometheus wants it */
    Family family(String name, String table, Columns columns) {
        String said = help == null
                ? (sum == null ? "Rows of " + table : "Sum of " + table + "." + sum) + Figures.said(where) + "."
                : help;
        Metric metric = Figures.metric(unit, () -> Metric.counter(name, said, labels.toArray(String[]::new)));
        Condition condition = where == null ? Condition.ALWAYS : Figures.condition(where, columns, optional);
        return sum == null
                ? new Count(metric, condition)
                : Sum.of(metric, columns.number(sum, decimals, optional), unit.factor(), condition);
    }
}
