package com.kryonix.events.declaration;

import com.kryonix.collector.Metric;
import com.kryonix.configuration.InvalidSetting;
import com.kryonix.configuration.Misspelt;
import com.kryonix.configuration.Setting;
import com.kryonix.events.label.Rule;
import com.kryonix.events.table.Column;
import com.kryonix.events.table.Columns;
import com.kryonix.events.table.Condition;
import com.kryonix.events.table.EventTable;
import com.kryonix.events.table.Family;
import com.kryonix.events.table.Label;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An append-only table, and the series that its rows are counted into. */
public record TableDeclaration(
        @Setting("The table with its schema, such as `shop.orders`.")
        String table,

        @Setting(
                "What its tail is called in the label `table` of `kryonix_tail_*` and in checkpoints, while the log and "
                        + "`tail status` say the table with its schema; none: the table's name without it.")
        String name,

        @Setting(
                "The column with the time at which a row was written: a timestamptz or timestamp, by default now(); none: `recorded_at`.")
        String time,

        @Setting("Labels, by name.") Map<String, LabelDeclaration> labels,

        @Setting("Counters, by metric name, which ends in `_total`.")
        Map<String, CounterDeclaration> counters,

        @Setting("Histograms, by metric name.") Map<String, HistogramDeclaration> histograms,

        @Setting(
                "A column that tells rows apart, for a table whose rows are updated: a row is counted when its key is seen "
                        + "for the first time; none: rows are only ever added.")
        @Nullable
        String key,

        @Setting("Gauges, by metric name: how many rows there are now.")
        Map<String, GaugeDeclaration> gauges) {
    private static final Pattern TABLE = Pattern.compile("[^.]+\\.[^.]+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");
    private static final int MOST_LABELS = 4;

    public TableDeclaration {
        if (table == null || !TABLE.matcher(table).matches()) {
            throw new InvalidSetting("table", "missing or without its schema; allowed: one such as shop.orders");
        }
        name = name == null ? table.substring(table.indexOf('.') + 1) : name;
        if (!NAME.matcher(name).matches()) {
            throw new InvalidSetting(
                    "name",
                    "\"" + name + "\" is no name; allowed: up to 63 letters, digits, _ . and -, such as orders");
        }
        time = time == null ? "recorded_at" : time;
        labels = inOrder(labels);
        counters = inOrder(counters);
        histograms = inOrder(histograms);
        gauges = inOrder(gauges);
        if (counters.isEmpty() && histograms.isEmpty()) {
            throw new InvalidSetting("", "no metric; declare at least one under counters: or histograms:");
        }
        for (Map.Entry<String, CounterDeclaration> counter : counters.entrySet()) {
            checkLabels("counters." + counter.getKey(), counter.getValue().labels(), labels);
        }
        for (Map.Entry<String, HistogramDeclaration> histogram : histograms.entrySet()) {
            checkLabels("histograms." + histogram.getKey(), histogram.getValue().labels(), labels);
        }
        for (Map.Entry<String, GaugeDeclaration> gauge : gauges.entrySet()) {
            checkLabels("gauges." + gauge.getKey(), gauge.getValue().labels(), labels);
        }
    }

    private static <T> Map<String, T> inOrder(@Nullable Map<String, T> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    private static void checkLabels(String key, List<String> wanted, Map<String, LabelDeclaration> labels) {
        if (wanted.size() > MOST_LABELS) {
            throw new InvalidSetting(key + ".labels", wanted.size() + " labels; allowed: up to " + MOST_LABELS);
        }
        for (String label : wanted) {
            if (!labels.containsKey(label)) {
                throw new InvalidSetting(
                        key + ".labels", Misspelt.message("\"" + label + "\" is not declared", label, labels.keySet()));
            }
        }
    }

    /**
     * The table to tail.
     *
     * @param advice what to do when the table is not as declared
     * @param rules by label name, rules that come before the declared ones
     * @throws InvalidSetting for what a metric refuses: its name, its unit, its bounds
     */
    public EventTable toTable(EventTable.Advice advice, Map<String, List<Rule>> rules) {
        Columns columns = new Columns();
        List<Label> values = new ArrayList<>();
        labels.forEach(
                (label, declared) -> values.add(declared.label(label, columns, rules.getOrDefault(label, List.of()))));
        List<Family> families = families(table, counters, histograms, columns);
        Column distinct = key == null ? null : columns.text(key, false);
        Map<Metric, Condition> counted = new LinkedHashMap<>();
        gauges.forEach((gauge, declared) ->
                counted.put(at("gauges." + gauge, () -> declared.metric(gauge, table)), declared.condition(columns)));
        String schema = table.substring(0, table.indexOf('.'));
        String relation = table.substring(schema.length() + 1);
        return new EventTable(
                new EventTable.Place(schema, relation, time, distinct),
                name,
                advice,
                columns,
                values,
                new EventTable.Series(families, counted));
    }

    private static List<Family> families(
            String table,
            Map<String, CounterDeclaration> counters,
            Map<String, HistogramDeclaration> histograms,
            Columns columns) {
        List<Family> families = new ArrayList<>();
        counters.forEach(
                (name, declared) -> families.add(at("counters." + name, () -> declared.family(name, table, columns))));
        histograms.forEach((name, declared) ->
                families.add(at("histograms." + name, () -> declared.family(name, table, columns))));
        return families;
    }

    private static <T> T at(String key, Supplier<T> declared) {
        try {
            return declared.get();
        } catch (InvalidSetting e) {
            throw new InvalidSetting(e.key().isEmpty() ? key : key + "." + e.key(), e.reason());
        } catch (ArithmeticException beyond) {
            throw new InvalidSetting(
                    key, "a bound is too large for so many decimals; allowed: up to 18 digits together");
        }
    }
}
