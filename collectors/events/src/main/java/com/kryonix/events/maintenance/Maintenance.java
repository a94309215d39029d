package com.kryonix.events.maintenance;

import com.kryonix.events.reading.Inspection;
import com.kryonix.events.reading.TableReplaced;
import com.kryonix.events.reading.TableShape;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.reading.TailUnavailable;
import com.kryonix.events.rollup.RollUp;
import com.kryonix.events.table.EventTable;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Makes days ahead, rolls up what is new and drops old days, as the owner of the tables. Safe to run at any time, again and from several
 * places: what one run did another finds done.
 */
public final class Maintenance {
    private final TailConnection connection;
    private final MaintenancePlan plan;
    private final List<String> done = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private boolean rollUps;

    private Maintenance(TailConnection connection, MaintenancePlan plan) {
        this.connection = connection;
        this.plan = plan;
    }

    /**
     * What a run did.
     *
     * @param done a line each, for people
     * @param failures a line each: what failed, on which table; the other tables are maintained
     */
    public record Result(List<String> done, List<String> failures) {
        public Result {
            done = List.copyOf(done);
            failures = List.copyOf(failures);
        }
    }

    /** @throws SQLException when the server does not let us in, or goes away */
    public static Result run(DataSource database, MaintenancePlan plan) throws SQLException {
        try (TailConnection connection = TailConnection.open(database)) {
            Maintenance maintenance = new Maintenance(connection, plan);
            maintenance.all();
            return new Result(maintenance.done, maintenance.failures);
        }
    }

    private void all() throws SQLException {
        attempt("partitions", this::makeDays);
        rollUps = connection.has("performance.rollup_progress");
        if (!rollUps) {
            done.add("no roll-ups: table performance.rollup_progress is missing: run kryonix-exporter schema apply");
        }
        for (Retention retention : plan.tables()) {
            if (new Inspection(connection, plan.timeZone()).exists(retention.table())) {
                attempt(retention.table().toString(), () -> maintain(retention));
            }
        }
    }

    /** A part of the work, which fails alone. */
    private interface Part {
        void run() throws SQLException, IOException, TailUnavailable, TableReplaced;
    }

    private void attempt(String what, Part part) throws SQLException {
        try {
            part.run();
        } catch (TailUnavailable | TableReplaced | IOException e) {
            failures.add(what + ": " + e.getMessage());
        } catch (SQLException e) {
            if (connection.jdbc().isClosed()) {
                throw e;
            }
            failures.add(what + ": " + Refusals.line(e));
        }
    }

    private void maintain(Retention retention) throws SQLException, IOException, TailUnavailable, TableReplaced {
        EventTable table = retention.table();
        TableShape shape = new Inspection(connection, plan.timeZone()).of(table);
        // Rows that are counted by key are updated, so none of their versions is the final one.
        if (rollUps && table.key() == null) {
            done.addAll(RollUp.run(connection, table, shape));
        }
        done.addAll(new TableRetention(connection, plan, retention, shape).apply());
    }

    private void makeDays() throws SQLException {
        String call = "SELECT performance.maintain_partitions(?)" + TailConnection.MARK;
        if (!hasFunction()) {
            return;
        }
        try (PreparedStatement statement = connection.jdbc().prepareStatement(call)) {
            statement.setInt(1, plan.daysAhead());
            try (ResultSet row = statement.executeQuery()) {
                if (row.next() && row.getInt(1) > 0) {
                    done.add("made " + row.getInt(1) + " daily partitions");
                }
            }
        }
    }

    private boolean hasFunction() throws SQLException {
        try (Statement statement = connection.jdbc().createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT to_regprocedure('performance.maintain_partitions(integer)') IS NOT NULL"
                                + TailConnection.MARK)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
