package com.kryonix.events.reading;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The time zones in which sessions of a server probably write a TIMESTAMP without zone: those set for a database or a
 * role, and the log's, which initdb sets to the server's. What TimeZone a session has by default cannot be read here:
 * the JDBC driver's startup packet sets it, and with it what RESET and pg_settings.reset_val give. Nor would it tell of
 * clients that set their own, as every JDBC client does. Rows of yet other zones are for the slow pass.
 */
final class ServerZones {
    private static final String ZONES = """
            SELECT substr(option, length('timezone=') + 1)
                FROM pg_db_role_setting s JOIN pg_database d ON s.setdatabase IN (0, d.oid), unnest(s.setconfig) option
                WHERE d.datname = current_database() AND option ILIKE 'timezone=%'
            UNION ALL SELECT current_setting('log_timezone')""";

    private ServerZones() {}

    static List<ZoneId> of(Connection jdbc) throws SQLException {
        Set<ZoneId> zones = new LinkedHashSet<>();
        try (Statement statement = jdbc.createStatement();
                ResultSet row = statement.executeQuery(ZONES + TailConnection.MARK)) {
            while (row.next()) {
                zone(row.getString(1)).ifPresent(zones::add);
            }
        }
        return zones.isEmpty() ? List.of(ZoneOffset.UTC) : List.copyOf(zones);
    }

    /** Empty for a name in POSIX form, which Java does not know. */
    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
