package com.kryonix.postgres.statements;

import com.kryonix.postgres.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Texts of the tracked statements, each read once. The server loads its whole text file for a single text, so those
 * missing are read together, at most once a scrape, and no more often in the long run than the options allow.
 */
final class Texts {
    /** Reads that may follow each other closely, for the first minutes of a new server. */
    private static final int BURST = 5;
    /** A text that is not there after so many reads will not come: the server lost it. */
    private static final int PATIENCE = 3;

    private final StatementsOptions options;
    private final Map<Long, QueryText> known = new HashMap<>();
    private final Map<Long, Integer> misses = new HashMap<>();
    private double allowance = BURST;
    private @Nullable Long lastNow;
    private long reads;
    private long failures;

    Texts(StatementsOptions options) {
        this.options = options;
    }

    /**
     * Reads what is missing, if it may, and takes the exporter's own statements out of {@code membership}.
     *
     * @param schema the extension's, quoted
     * @throws SQLException when the connection broke; a read that only took too long is counted and tried again later
     */
    void complete(Connection connection, String schema, Membership membership, long now) throws SQLException {
        refill(now);
        Set<Long> tracked = new HashSet<>();
        membership.members().forEach(member -> tracked.add(member.queryid()));
        known.keySet().retainAll(tracked);
        misses.keySet().retainAll(tracked);
        Set<Long> missing = new HashSet<>(tracked);
        missing.removeIf(id -> known.containsKey(id) || misses.getOrDefault(id, 0) >= PATIENCE);
        if (options.textLength() == 0 || missing.isEmpty() || allowance < 1) {
            return;
        }
        allowance--;
        reads++;
        missing.forEach(id -> misses.merge(id, 1, Integer::sum));
        try {
            Set<Long> own = read(connection, schema, missing);
            Set.copyOf(membership.members()).stream()
                    .filter(member -> own.contains(member.queryid()))
                    .forEach(member -> membership.dismiss(member));
        } catch (SQLException e) {
            failures++;
            if (!"57014".equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private void refill(long now) {
        if (lastNow != null) {
            double interval = Math.max(1, options.textInterval().toNanos());
            allowance = Math.min(BURST, allowance + (now - lastNow) / interval);
        }
        lastNow = now;
    }

    /** Takes in the texts of {@code ids}; returns those that are the exporter's own. */
    private Set<Long> read(Connection connection, String schema, Set<Long> ids) throws SQLException {
        int raw = Math.max(4000, options.textLength() * 4);
        Set<Long> own = new HashSet<>();
        String sql = "SELECT queryid, left(query, " + raw + ") AS query, query LIKE '%" + PostgresServer.MARK
                + "' AS own FROM " + schema + ".pg_stat_statements(true) WHERE queryid = ANY (?)" + PostgresServer.MARK;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("int8", ids.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    long id = rows.getLong("queryid");
                    String text = rows.getString("query");
                    if (text == null) {
                        continue;
                    }
                    if (rows.getBoolean("own")) {
                        own.add(id);
                    } else {
                        known.putIfAbsent(id, QueryText.of(text, text.length() < raw, options.textLength()));
                    }
                }
            }
        }
        return own;
    }

    /** By queryid. */
    Map<Long, QueryText> known() {
        return known;
    }

    long bytes() {
        return known.values().stream()
                .mapToLong(text -> text.text().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    long reads() {
        return reads;
    }

    long failures() {
        return failures;
    }
}
