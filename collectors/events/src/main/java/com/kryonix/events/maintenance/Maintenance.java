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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import javax.sql.DataSource;

/**
 * Makes days ahead, rolls up what is new and drops old days, as the owner of the tables. Safe to run at any time, again and from several
 * places: what one run did another finds done.
 */
public final class Maintenance {
    static final String PARTITIONS = "partitions";
    static final String ROLL_UPS = "roll-ups";

    private final TailConnection connection;
    private final MaintenancePlan plan;
    private final List<String> policies = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final List<EventTable> tables = new ArrayList<>();
    private final List<DeclaredTable> rolledUp = new ArrayList<>();
    private boolean rollUps;

    private Maintenance(TailConnection connection, MaintenancePlan plan) {
        this.connection = connection;
        this.plan = plan;
    }

    /**
     * What a run did.
     *
     * @param policies what each table keeps, a line each, for people
     * @param done a line each, for people
     * @param failures the other tables are maintained
     * @param tables those that are there
     */
    public record Result(List<String> policies, List<String> done, List<Failure> failures, List<EventTable> tables) {
        public Result {
            policies = List.copyOf(policies);
            done = List.copyOf(done);
            failures = List.copyOf(failures);
            tables = List.copyOf(tables);
        }
    }

    /**
     * In one line: on what, and why, with what to do.
     *
     * @param what a table with its schema, or {@code partitions} or {@code roll-ups} of all
     */
    public record Failure(String what, String reason) {
        @Override
        public String toString() {
            return what + ": " + reason;
        }
    }

    /** @throws SQLException when the server does not let us in, or goes away */
    public static Result run(DataSource database, MaintenancePlan plan) throws SQLException {
        try (TailConnection connection = TailConnection.open(database)) {
            Maintenance maintenance = new Maintenance(connection, plan);
            maintenance.all();
            return new Result(maintenance.policies, maintenance.done, maintenance.failures, maintenance.tables);
        }
    }

    private void all() throws SQLException {
        Instant now = now();
        for (Retention retention : plan.tables()) {
            if (new Inspection(connection, plan.timeZone()).exists(retention.table())) {
                tables.add(retention.table());
                policies.add(retention.policy(now));
            }
        }
        attempt(PARTITIONS, this::makeDays);
        rollUps = connection.has("performance.rollup_progress");
        if (!rollUps) {
            failures.add(new Failure(
                    ROLL_UPS, "table performance.rollup_progress is missing: run kryonix-exporter schema apply"));
        }
        for (Retention retention : plan.tables()) {
            if (tables.contains(retention.table())) {
                attempt(retention.table().toString(), () -> rollUp(retention));
            }
        }
        for (DeclaredTable each : rolledUp) {
            attempt(each.table().toString(), () -> letOldRowsGo(each));
        }
    }

    /** The server's clock says what is old, as it stamped the rows. */
    private Instant now() throws SQLException {
        try (Statement statement = connection.jdbc().createStatement();
                ResultSet row = statement.executeQuery("SELECT clock_timestamp()" + TailConnection.MARK)) {
            row.next();
            return row.getTimestamp(1).toInstant();
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
            failures.add(new Failure(what, String.valueOf(e.getMessage())));
        } catch (SQLException e) {
            if (connection.jdbc().isClosed()) {
                throw e;
            }
            failures.add(new Failure(what, Refusals.line(e)));
        }
    }

    private void rollUp(Retention retention) throws SQLException, TailUnavailable, TableReplaced {
        EventTable table = retention.table();
        String obstacle = obstacle(retention);
        if (!obstacle.isEmpty()) {
            failures.add(new Failure(table.toString(), obstacle));
            return;
        }
        TableShape shape = new Inspection(connection, plan.timeZone()).of(table);
        GoneDays gone = rollUps && table.key() == null ? GoneDays.of(connection, table, shape.oid()) : null;
        // Rows that are counted by key are updated, so none of their versions is the final one.
        if (rollUps && table.key() == null) {
            done.addAll(RollUp.run(connection, table, shape, plan.rehearsal()));
            if (plan.audit()) {
                SortedSet<Long> whole = new DayPartitions(connection.jdbc()).whole(shape.oid(), table.relation());
                done.addAll(RollUp.recount(connection, table, shape, Long.MAX_VALUE, whole, true, plan.rehearsal()));
            }
        }
        rolledUp.add(new DeclaredTable(retention, shape, gone));
    }

    /** Not before every declaration of the table is rolled up: what failed may still need the rows. */
    private void letOldRowsGo(DeclaredTable declared) throws SQLException, IOException, TableReplaced {
        String place = declared.table().toString();
        List<DeclaredTable> declarations = rolledUp.stream()
                .filter(each -> each.table().toString().equals(place))
                .toList();
        long known =
                tables.stream().filter(each -> each.toString().equals(place)).count();
        if (declarations.size() == known) {
            done.addAll(new TableRetention(connection, plan, declared, declarations).apply());
        }
    }

    private String obstacle(Retention retention) throws SQLException {
        Ownership ownership = new Ownership(connection);
        String ofTable = retention.keep() == null ? "" : ownership.obstacle(retention.table());
        return ofTable.isEmpty() && rollUps ? ownership.rollUpObstacle() : ofTable;
    }

    /** Two at once would wait for each other's locks on the DEFAULT partitions: the second one leaves it to the first. */
    private void makeDays() throws SQLException {
        String call = "SELECT CASE WHEN pg_try_advisory_xact_lock(hashtext('performance.maintain_partitions'))"
                + " THEN performance.maintain_partitions(?) ELSE 0 END" + TailConnection.MARK;
        if (!hasFunction()) {
            return;
        }
        if (plan.rehearsal()) {
            int missing = new MissingDays(connection.jdbc()).count(plan.daysAhead());
            if (missing > 0) {
                done.add("would make " + missing + " daily partitions");
            }
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
