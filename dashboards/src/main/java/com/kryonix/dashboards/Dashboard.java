package com.kryonix.dashboards;

import java.util.List;

/**
 * A page of Grafana.
 *
 * @param uid part of its address, so never changed: alerts and bookmarks point there
 */
public record Dashboard(
        String uid, String title, String description, List<String> tags, List<Variable> variables, List<Row> rows) {
    public Dashboard {
        tags = List.copyOf(tags);
        variables = List.copyOf(variables);
        rows = List.copyOf(rows);
    }
}
