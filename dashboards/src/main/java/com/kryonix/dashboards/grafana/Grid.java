package com.kryonix.dashboards.grafana;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Lays panels from left to right, and below when a line is full. */
final class Grid {
    static final int COLUMNS = 24;

    private int x;
    private int y;
    private int lineHeight;

    Grid(int top) {
        this.y = top;
    }

    ObjectNode place(int width, int height) {
        if (x + width > COLUMNS) {
            x = 0;
            y += lineHeight;
            lineHeight = 0;
        }
        ObjectNode position = at(x, y, width, height);
        x += width;
        lineHeight = Math.max(lineHeight, height);
        return position;
    }

    /** The first line below what was placed. */
    int bottom() {
        return y + lineHeight;
    }

    static ObjectNode at(int x, int y, int width, int height) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("x", x)
                .put("y", y)
                .put("w", width)
                .put("h", height);
    }
}
