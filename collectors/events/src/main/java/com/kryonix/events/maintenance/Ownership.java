package com.kryonix.events.maintenance;

import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.table.EventTable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Whether the role may maintain a table: dropping a partition and making one are the owner's alone, and no GRANT on the
 * table gives them.
 */
public record Ownership(TailConnection connection) {
    private static final String OWNER = """
            SELECT pg_get_userbyid(c.relowner), pg_has_role(current_user, c.relowner, 'USAGE')
            FROM pg_class c WHERE c.oid = to_regclass(?)""";

    /** In words, with what to do; empty when there is none, or no such table. */
    public String obstacle(EventTable table) throws SQLException {
        return obstacle(table.quoted(), table.toString());
    }

    /** The same of the tables that hold the roll-ups. */
    public String rollUpObstacle() throws SQLException {
        return obstacle("performance.rollup_progress", "performance.rollup_progress");
    }

    private String obstacle(String quoted, String shown) throws SQLException {
        try (PreparedStatement statement = connection.jdbc().prepareStatement(OWNER + TailConnection.MARK)) {
            statement.setString(1, quoted);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next() || row.getBoolean(2)) {
                    return "";
                }
                String user = connection.server().user();
                String owner = row.getString(1);
                return "user " + user + " may not maintain " + shown + ", which belongs to " + owner + ": run schema"
                        + " maintain as " + owner + ", or GRANT \"" + owner + "\" TO \"" + user + "\"";
            }
        }
    }
}
