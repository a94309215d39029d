package com.kryonix.dashboards.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.kryonix.dashboards.Query;
import com.kryonix.dashboards.promql.Expression;

/** A query as Grafana's {@code target}: A, B, C, … in the order of a panel. */
final class Target {
    private Target() {}

    /** Points over the period. */
    static void curve(ArrayNode targets, Query query) {
        target(targets, query.expression()).put("range", true).put("legendFormat", query.legend());
    }

    /** The value at the period's end. */
    static void instant(ArrayNode targets, Query query) {
        target(targets, query.expression()).put("instant", true).put("legendFormat", query.legend());
    }

    /** The values at the period's end, one a line. */
    static void table(ArrayNode targets, Expression expression) {
        target(targets, expression).put("instant", true).put("format", "table");
    }

    static String refId(int index) {
        return String.valueOf((char) ('A' + index));
    }

    private static ObjectNode target(ArrayNode targets, Expression expression) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("refId", refId(targets.size()));
        node.put("expr", expression.text());
        node.set("datasource", DataSource.chosen());
        targets.add(node);
        return node;
    }
}
