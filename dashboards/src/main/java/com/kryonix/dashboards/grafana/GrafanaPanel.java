package com.kryonix.dashboards.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.kryonix.dashboards.Panel;

/** Panels as Grafana's: those of one number here, the others in files of their own. */
final class GrafanaPanel {
    private GrafanaPanel() {}

    /** All but its place and number. */
    static ObjectNode json(Panel panel, int width) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("title", panel.title());
        node.put("description", panel.description());
        node.set("datasource", DataSource.chosen());
        if (panel instanceof Panel.Card card) {
            card(node, card);
        } else if (panel instanceof Panel.State state) {
            state(node, state);
        } else if (panel instanceof Panel.Chart chart) {
            GrafanaChart.fill(node, chart, width);
        } else if (panel instanceof Panel.Table table) {
            GrafanaTable.fill(node, table);
        }
        return node;
    }

    private static void card(ObjectNode node, Panel.Card card) {
        ArrayNode targets = stat(node, "value_and_name", "background");
        card.signal().queries().forEach(query -> Target.instant(targets, query));
        int first = targets.size();
        card.change().queries().forEach(query -> Target.instant(targets, query));

        ObjectNode defaults = node.putObject("fieldConfig").putObject("defaults");
        defaults.put("unit", card.signal().unit().grafana());
        defaults.put("noValue", "none yet");
        defaults.set("thresholds", Thresholds.of(card.limits()));
        ArrayNode overrides = node.withObject("/fieldConfig").putArray("overrides");
        for (int i = first; i < targets.size(); i++) {
            FieldOverride change = FieldOverride.ofQuery(overrides, Target.refId(i));
            change.set("unit", card.change().unit().grafana());
            change.set("thresholds", Thresholds.of(card.changeLimits()));
            change.set("decimals", 1);
        }
    }

    private static void state(ObjectNode node, Panel.State state) {
        ArrayNode targets = stat(node, state.signal().queries().size() > 1 ? "value_and_name" : "value", "background");
        state.signal().queries().forEach(query -> Target.instant(targets, query));
        ObjectNode field = node.putObject("fieldConfig");
        ObjectNode defaults = field.putObject("defaults");
        defaults.put("unit", state.signal().unit().grafana());
        defaults.set("thresholds", Thresholds.of(state.limits()));
        if (state.upDown()) {
            ObjectNode mapping = defaults.putArray("mappings").addObject().put("type", "value");
            ObjectNode words = mapping.putObject("options");
            words.putObject("0").put("text", "DOWN").put("color", "red").put("index", 0);
            words.putObject("1").put("text", "UP").put("color", "green").put("index", 1);
        }
        field.putArray("overrides");
    }

    private static ArrayNode stat(ObjectNode node, String text, String color) {
        node.put("type", "stat");
        ObjectNode options = node.putObject("options");
        options.put("textMode", text).put("colorMode", color).put("graphMode", "none");
        options.put("justifyMode", "center").put("orientation", "vertical").put("wideLayout", false);
        options.putObject("reduceOptions")
                .put("fields", "")
                .put("values", false)
                .putArray("calcs")
                .add("lastNotNull");
        return node.putArray("targets");
    }
}
