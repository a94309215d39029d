package com.kryonix.dashboards;

import java.util.List;

/**
 * What is watched, declared once and shown by any panel.
 *
 * @param description what it means and what to make of it, for the reader of the panel
 */
public record Signal(String title, String description, DisplayUnit unit, List<Query> queries) {
    public Signal {
        queries = List.copyOf(queries);
        if (title.isBlank() || description.isBlank() || queries.isEmpty()) {
            throw new IllegalArgumentException("signal \"" + title + "\": title, description and a query are needed");
        }
    }

    public static Signal of(String title, String description, DisplayUnit unit, Query... queries) {
        return new Signal(title, description, unit, List.of(queries));
    }
}
