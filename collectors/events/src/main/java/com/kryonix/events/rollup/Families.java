package com.kryonix.events.rollup;

import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.table.EventTable;
import com.kryonix.events.table.Family;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The numbers under which families stand in the roll-ups; one of another meaning has another. */
final class Families {
    private static final String FIND =
            "SELECT id FROM performance.rollup_families WHERE metric = ? AND shape = ?" + TailConnection.MARK;

    private static final String ADD = "INSERT INTO performance.rollup_families (metric, shape, tail, labels, bounds)"
            + " VALUES (?, ?, ?, ?, ?) RETURNING id" + TailConnection.MARK;

    private final Connection connection;
    private final EventTable table;
    private final boolean adding;
    private final Map<String, Integer> known = new HashMap<>();

    /** @param adding whether new ones are written; else they have numbers of no other family */
    Families(Connection connection, EventTable table, boolean adding) {
        this.connection = connection;
        this.table = table;
        this.adding = adding;
    }

    int id(Family family) throws SQLException {
        String metric = family.metric().name();
        Integer id = known.get(metric);
        if (id == null) {
            id = find(family);
            known.put(metric, id);
        }
        return id;
    }

    private int find(Family family) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setString(1, family.metric().name());
            statement.setString(2, shape(family));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getInt(1) : adding ? add(family) : -1 - known.size();
            }
        }
    }

    private int add(Family family) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            statement.setString(1, family.metric().name());
            statement.setString(2, shape(family));
            statement.setString(3, table.name());
            statement.setArray(
                    4, connection.createArrayOf("text", family.metric().labels().toArray()));
            statement.setArray(5, Cells.bounds(connection, family.buckets()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static String shape(Family family) {
        return String.join(",", family.metric().labels()) + ";" + family.shape();
    }
}
