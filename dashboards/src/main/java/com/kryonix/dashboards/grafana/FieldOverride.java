package com.kryonix.dashboards.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** What some fields of a panel look like otherwise: one of Grafana's {@code overrides}. */
final class FieldOverride {
    private final ArrayNode properties;

    private FieldOverride(ArrayNode overrides, String matcher, String options) {
        ObjectNode node = overrides.addObject();
        node.putObject("matcher").put("id", matcher).put("options", options);
        this.properties = node.putArray("properties");
    }

    /** Every field that this query gives. */
    static FieldOverride ofQuery(ArrayNode overrides, String refId) {
        return new FieldOverride(overrides, "byFrameRefID", refId);
    }

    /** The field of this name. */
    static FieldOverride ofField(ArrayNode overrides, String name) {
        return new FieldOverride(overrides, "byName", name);
    }

    FieldOverride set(String property, JsonNode value) {
        properties.addObject().put("id", property).set("value", value);
        return this;
    }

    FieldOverride set(String property, String value) {
        return set(property, TextNode.valueOf(value));
    }

    FieldOverride set(String property, int value) {
        return set(property, IntNode.valueOf(value));
    }

    static ObjectNode fixed(String color) {
        return JsonNodeFactory.instance.objectNode().put("mode", "fixed").put("fixedColor", color);
    }
}
