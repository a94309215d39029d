package com.kryonix.exporter.cli;

import com.kryonix.events.FallbackFile;
import com.kryonix.events.checkpoint.DatabaseCheckpoints;
import com.kryonix.events.maintenance.Ownership;
import com.kryonix.events.maintenance.Retention;
import com.kryonix.events.reading.Inspection;
import com.kryonix.events.reading.ShapeAdvice;
import com.kryonix.events.reading.TableShape;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.reading.TailUnavailable;
import com.kryonix.events.table.EventTable;
import com.kryonix.exporter.config.EventsConfig;
import com.kryonix.exporter.config.PostgresTarget;
import com.kryonix.postgres.PostgresPool;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The event tables of one PostgreSQL: are they there, may they be read, have they their columns and their index, and may
 * the checkpoints be written.
 */
final class EventTablesCheck {
    private final PostgresTarget target;

    private final boolean maintain;

    /** @param maintain whether it is asked, too, if the tables may be maintained */
    EventTablesCheck(PostgresTarget target, boolean maintain) {
        this.target = target;
        this.maintain = maintain;
    }

    /** Says nothing when the server cannot be reached: the server's own check has said so. */
    void report(CheckReport report) {
        if (target.events().enabled() == EventsConfig.Switch.FALSE) {
            return;
        }
        try (HikariDataSource pool = PostgresPool.forTail(target.settings(), null);
                TailConnection connection = TailConnection.open(pool)) {
            boolean some = false;
            boolean platform = target.events().enabled() == EventsConfig.Switch.TRUE;
            for (EventTable table : target.events().tables().platform()) {
                some |= report(new Inspection(connection, null), table, platform, report);
            }
            for (EventTable table : target.events().tables().own()) {
                some |= report(new Inspection(connection, null), table, true, report);
            }
            if (some) {
                reportRights(connection, report);
            }
            if (some && maintain) {
                reportOwnership(new Ownership(connection), report);
            }
        } catch (SQLException unreachable) {
            return;
        }
    }

    private void reportRights(TailConnection connection, CheckReport report) throws SQLException {
        TailConnection.Server server = connection.server();
        if (!server.seesAll()) {
            report.trouble(title() + "user " + server.user() + " does not see how old the writers' transactions are:"
                    + " GRANT pg_read_all_stats TO \"" + server.user() + "\"");
        }
        if (target.events().checkpointFile() == null && !server.standby()) {
            String obstacle = DatabaseCheckpoints.obstacle(connection);
            if (!obstacle.isEmpty()) {
                reportFiles(connection, obstacle, report);
            }
        }
    }

    /** What {@code serve} does then; nothing is made for it yet. */
    private void reportFiles(TailConnection connection, String obstacle, CheckReport report) {
        try {
            report.noted(title() + "checkpoints go to files "
                    + FallbackFile.planned(connection, target.events().settings())
                            .path() + ".*, because " + obstacle);
        } catch (IOException nowhere) {
            report.trouble(title() + obstacle + "; nor to files: " + nowhere.getMessage());
        }
    }

    private void reportOwnership(Ownership ownership, CheckReport report) throws SQLException {
        List<String> obstacles = new ArrayList<>();
        for (Retention retention : target.events().maintenancePlan().tables()) {
            obstacles.add(retention.keep() == null ? "" : ownership.obstacle(retention.table()));
        }
        obstacles.add(ownership.rollUpObstacle());
        obstacles.stream().filter(line -> !line.isEmpty()).forEach(line -> report.trouble(title() + line));
        if (obstacles.stream().allMatch(String::isEmpty)) {
            report.fine(title() + "the tables can be maintained");
        }
    }

    private boolean report(Inspection inspection, EventTable table, boolean required, CheckReport report)
            throws SQLException {
        if (!inspection.exists(table)) {
            String line = title() + Inspection.missing(table);
            if (required) {
                report.trouble(line);
            } else {
                report.skipped(line + " if its rows are to be counted");
            }
            return false;
        }
        try {
            TableShape shape = inspection.of(table);
            Optional<String> foreign = ShapeAdvice.foreign(table, shape);
            foreign.ifPresent(advice -> report.trouble(title() + advice));
            if (shape.index() == TableShape.Index.NONE) {
                report.trouble(title() + "table " + table + " has no index on " + table.timeColumn()
                        + ", so each count reads all of it: " + ShapeAdvice.index(table, shape));
            } else if (foreign.isEmpty()) {
                report.fine(title() + "table " + table + " can be counted");
            }
        } catch (TailUnavailable e) {
            report.trouble(title() + e.getMessage());
        }
        return true;
    }

    private String title() {
        return "events " + target.name() + ": ";
    }
}
