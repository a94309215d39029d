package com.kryonix.dashboards.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.kryonix.dashboards.Limit;
import java.util.List;

/** Limits as Grafana's {@code thresholds}. */
final class Thresholds {
    private Thresholds() {}

    /** Without limits everything has the color of plain text. */
    static ObjectNode of(List<Limit> limits) {
        ObjectNode thresholds = JsonNodeFactory.instance.objectNode().put("mode", "absolute");
        ArrayNode steps = thresholds.putArray("steps");
        List<Limit> known = limits.isEmpty() ? List.of(Limit.always("text")) : limits;
        for (Limit limit : known) {
            ObjectNode step = steps.addObject().put("color", limit.color());
            if (limit.from() == Double.NEGATIVE_INFINITY) {
                step.putNull("value");
            } else {
                step.put("value", limit.from());
            }
        }
        return thresholds;
    }
}
