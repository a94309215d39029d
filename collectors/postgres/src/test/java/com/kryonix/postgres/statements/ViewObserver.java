package com.kryonix.postgres.statements;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps account of one user's statements as plainly as can be: the view's text output, all columns, maps of strings.
 * It shares no code with what it checks.
 */
final class ViewObserver {
    private static final Set<String> NOT_COUNTED = Set.of(
            "userid",
            "dbid",
            "toplevel",
            "queryid",
            "query",
            "stats_since",
            "minmax_stats_since",
            "min_plan_time",
            "max_plan_time",
            "mean_plan_time",
            "stddev_plan_time",
            "min_exec_time",
            "max_exec_time",
            "mean_exec_time",
            "stddev_exec_time");

    private final Connection connection;
    private final String user;
    private Map<List<String>, Map<String, Double>> last = new HashMap<>();
    private Map<List<String>, String> lastSince = new HashMap<>();
    private final Map<String, Double> totals = new HashMap<>();
    private int vanished;
    private boolean begun;

    ViewObserver(Connection connection, String user) {
        this.connection = connection;
        this.user = user;
    }

    /** Reads the view, and adds what it shows beyond the last look. */
    void look() throws SQLException {
        Map<List<String>, Map<String, Double>> now = new HashMap<>();
        Map<List<String>, String> since = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT s.* FROM stats.pg_stat_statements s WHERE userid = '" + user + "'::regrole")) {
            while (rows.next()) {
                Map<String, Double> counters = new HashMap<>();
                String toplevel = "";
                String begin = "";
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    String column = rows.getMetaData().getColumnName(i);
                    if (column.equals("toplevel")) {
                        toplevel = rows.getString(i);
                    } else if (column.equals("stats_since")) {
                        begin = rows.getString(i);
                    } else if (!NOT_COUNTED.contains(column)) {
                        counters.put(column, rows.getDouble(i));
                    }
                }
                List<String> key = List.of(rows.getString("dbid"), rows.getString("queryid"), toplevel);
                now.put(key, counters);
                since.put(key, begin);
            }
        }
        if (begun) {
            now.forEach((key, counters) -> count(key, counters, since.getOrDefault(key, "")));
            vanished += (int)
                    last.keySet().stream().filter(key -> !now.containsKey(key)).count();
        }
        begun = true;
        last = now;
        lastSince = since;
    }

    private void count(List<String> key, Map<String, Double> counters, String since) {
        Map<String, Double> before = last.getOrDefault(key, Map.of());
        boolean anew = !lastSince.getOrDefault(key, since).equals(since)
                || counters.entrySet().stream().anyMatch(e -> e.getValue() < before.getOrDefault(e.getKey(), 0.0));
        counters.forEach((column, value) ->
                totals.merge(column, anew ? value : value - before.getOrDefault(column, 0.0), Double::sum));
    }

    /** What the view counted since the first look. */
    double total(String column) {
        return totals.getOrDefault(column, 0.0);
    }

    /** Entries that left the view. */
    int vanished() {
        return vanished;
    }
}
