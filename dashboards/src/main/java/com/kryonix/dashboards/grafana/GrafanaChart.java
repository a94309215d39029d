package com.kryonix.dashboards.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.kryonix.dashboards.DisplayUnit;
import com.kryonix.dashboards.Panel;
import com.kryonix.dashboards.Query;

/** Curves as Grafana's {@code timeseries}. */
final class GrafanaChart {
    private static final int WIDE = 12;

    private GrafanaChart() {}

    /** @param width in cells: a wide chart has room for its legend beside it */
    static void fill(ObjectNode node, Panel.Chart chart, int width) {
        node.put("type", "timeseries");
        ArrayNode targets = node.putArray("targets");
        chart.signal().queries().forEach(query -> Target.curve(targets, query));

        ObjectNode options = node.putObject("options");
        options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
        legend(options.putObject("legend"), width >= WIDE);

        ObjectNode field = node.putObject("fieldConfig");
        ObjectNode defaults = field.putObject("defaults");
        defaults.put("unit", chart.signal().unit().grafana()).put("min", 0);
        chart.max().ifPresent(max -> defaults.put("max", max));
        defaults.putObject("color").put("mode", "palette-classic");
        defaults.set("thresholds", Thresholds.of(chart.targets()));
        ObjectNode custom = defaults.putObject("custom");
        custom.put("drawStyle", "line").put("lineWidth", 1).put("showPoints", "never");
        custom.put("fillOpacity", chart.stacked() ? 40 : 8);
        // All zero, Grafana would draw an axis up to 100, or to 10,000 %.
        if (chart.signal().unit() == DisplayUnit.COUNT) {
            custom.put("axisSoftMax", 1);
        } else if (chart.signal().unit() == DisplayUnit.RATIO) {
            custom.put("axisSoftMax", 0.1);
        }
        custom.putObject("stacking")
                .put("mode", chart.stacked() ? "normal" : "none")
                .put("group", "A");
        custom.putObject("thresholdsStyle").put("mode", chart.targets().isEmpty() ? "off" : "dashed");
        ArrayNode overrides = field.putArray("overrides");
        for (int i = 0; i < chart.signal().queries().size(); i++) {
            override(overrides, Target.refId(i), chart.signal().queries().get(i));
        }
    }

    private static void legend(ObjectNode legend, boolean beside) {
        legend.put("showLegend", true);
        if (beside) {
            legend.put("displayMode", "table").put("placement", "right");
            legend.putArray("calcs").add("lastNotNull").add("max");
        } else {
            legend.put("displayMode", "list").put("placement", "bottom");
            legend.putArray("calcs");
        }
    }

    private static void override(ArrayNode overrides, String refId, Query query) {
        if (query.color().isEmpty() && query.ownUnit().isEmpty()) {
            return;
        }
        FieldOverride line = FieldOverride.ofQuery(overrides, refId);
        query.color().ifPresent(color -> line.set("color", FieldOverride.fixed(color)));
        query.ownUnit().ifPresent(unit -> {
            line.set("unit", unit.grafana());
            line.set("custom.axisPlacement", "right");
            line.set("custom.fillOpacity", 0);
            line.set("max", JsonNodeFactory.instance.nullNode());
        });
    }
}
