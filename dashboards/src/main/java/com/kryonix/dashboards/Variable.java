package com.kryonix.dashboards;

/**
 * A choice at the top of a dashboard: every value a label has, several or all of them.
 *
 * @param query Grafana's {@code label_values(…)}
 * @param unbounded whether All stands for any value at all, so that a long list is no long expression; else for the
 *     values that the query gives and no others
 */
public record Variable(String name, String title, String query, boolean unbounded) {}
