package com.kryonix.events.declaration;

import com.kryonix.collector.Metric;
import com.kryonix.configuration.Setting;
import com.kryonix.events.table.Columns;
import com.kryonix.events.table.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A gauge: how many rows there are now. The server counts them each time, so the condition wants an index. */
public record GaugeDeclaration(
        @Setting("What it is, in one sentence; none: which table's rows it counts.") @Nullable
        String help,

        @Setting("Names of labels, up to four.") List<String> labels,

        @Setting("Which rows, such as `status in (active, acknowledged)`; none: all.") @Nullable
        String where) {
    public GaugeDeclaration {
        labels = labels == null ? List.of() : List.copyOf(labels);
        if (where != null) {
            Figures.condition(where, new Columns(), false);
        }
    }

    Metric metric(String name, String table) {
        String said = help == null ? "Rows that are in " + table + " now" + Figures.said(where) + "." : help;
        return Figures.metric(ColumnUnit.NONE, () -> Metric.gauge(name, said, labels.toArray(String[]::new)));
    }

    Condition condition(Columns columns) {
        return where == null ? Condition.ALWAYS : Figures.condition(where, columns, false);
    }
}
