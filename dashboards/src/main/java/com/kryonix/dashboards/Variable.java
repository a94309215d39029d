package com.kryonix.dashboards;

/**
 * A choice at the top of a dashboard: every value a label has, several or all of them.
 *
 * @param query Grafana's {@code label_values(…)}
 */
public record Variable(String name, String title, String query) {}
