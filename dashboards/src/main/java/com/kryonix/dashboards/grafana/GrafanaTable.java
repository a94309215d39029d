package com.kryonix.dashboards.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.kryonix.dashboards.Panel;
import com.kryonix.dashboards.Panel.Table.Column;
import java.util.List;
import java.util.Locale;

/** A table as Grafana's: one query a column, merged on their labels, named, ordered and sorted. */
final class GrafanaTable {
    /** Pixels; the labels share what the numbers leave. */
    private static final int NUMBER_WIDTH = 104;

    private GrafanaTable() {}

    static void fill(ObjectNode node, Panel.Table table) {
        node.put("type", "table");
        ArrayNode targets = node.putArray("targets");
        table.columns().forEach(column -> Target.table(targets, column.expression()));
        ArrayNode transformations = node.putArray("transformations");
        transformations.addObject().put("id", "merge").putObject("options");
        transformations.addObject().put("id", "organize").set("options", organize(table));

        String first = table.columns().get(0).header();
        ObjectNode options = node.putObject("options").put("showHeader", true).put("cellHeight", "sm");
        options.putArray("sortBy").addObject().put("displayName", first).put("desc", true);

        ObjectNode field = node.putObject("fieldConfig");
        ObjectNode defaults = field.putObject("defaults");
        // A label is text, even one that looks like a number.
        defaults.put("unit", "string");
        defaults.set("thresholds", Thresholds.of(List.of()));
        ArrayNode overrides = field.putArray("overrides");
        table.columns().forEach(column -> column(overrides, column));
    }

    private static void column(ArrayNode overrides, Column column) {
        FieldOverride override = FieldOverride.ofField(overrides, column.header())
                .set("unit", column.unit().grafana())
                .set("custom.width", NUMBER_WIDTH)
                .set("custom.align", "right");
        if (!column.limits().isEmpty()) {
            override.set("thresholds", Thresholds.of(column.limits()))
                    .set(
                            "custom.cellOptions",
                            JsonNodeFactory.instance.objectNode().put("type", "color-text"));
        }
    }

    private static ObjectNode organize(Panel.Table table) {
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        ObjectNode excluded = options.putObject("excludeByName").put("Time", true);
        table.hidden().forEach(label -> excluded.put(label, true));
        ObjectNode order = options.putObject("indexByName");
        ObjectNode names = options.putObject("renameByName");
        int index = 0;
        for (String label : table.labels()) {
            order.put(label, index++);
            names.put(label, label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1));
        }
        for (int i = 0; i < table.columns().size(); i++) {
            String value = "Value #" + Target.refId(i);
            order.put(value, index++);
            names.put(value, table.columns().get(i).header());
        }
        return options;
    }
}
