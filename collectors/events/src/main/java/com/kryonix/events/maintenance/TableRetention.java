package com.kryonix.events.maintenance;

import static com.kryonix.events.table.SqlName.quoted;

import com.kryonix.events.reading.TableReplaced;
import com.kryonix.events.reading.TableShape;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.table.EventTable;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Lets one table's old rows go: whole days, older than the policy, that no reader will read again. On a hypertable the
 * extension's own function does it.
 */
final class TableRetention {
    private static final int BATCH = 10_000;
    private static final long DAY = Duration.ofDays(1).toNanos() / 1000;

    private static final String KIND = """
            SELECT c.relkind = 'p', EXISTS (SELECT FROM pg_class d JOIN pg_inherits i ON i.inhrelid = d.oid
                WHERE i.inhparent = c.oid AND d.relname = ?), clock_timestamp() FROM pg_class c WHERE c.oid = ?::oid""";

    private final TailConnection connection;
    private final MaintenancePlan plan;
    private final Retention retention;
    private final List<DeclaredTable> declarations;
    private final EventTable table;
    private final TableShape shape;
    private final ServerHorizon horizon;
    private final @Nullable GoneDays gone;
    private final List<String> lines = new ArrayList<>();

    /** @param declarations all that are known of its table, itself among them */
    TableRetention(
            TailConnection connection, MaintenancePlan plan, DeclaredTable declared, List<DeclaredTable> declarations)
            throws SQLException {
        this.connection = connection;
        this.horizon = ServerHorizon.of(connection);
        this.plan = plan;
        this.retention = declared.retention();
        this.declarations = declarations;
        this.table = declared.table();
        this.shape = declared.shape();
        this.gone = declared.gone();
    }

    /** A line for each thing done, or put off. */
    List<String> apply() throws SQLException, IOException, TableReplaced {
        Kind kind = kind();
        Instant cutoff = retention.cutoff(kind.now);
        if (cutoff == null) {
            return lines;
        }
        List<Readers.Reader> readers = new Readers(connection, plan.checkpointFile())
                .of(shape.oid(), declarations.stream().map(DeclaredTable::table).toList());
        String uncounted = uncounted(readers);
        if (!plan.evenUncounted() && uncounted != null) {
            sayUncounted(uncounted, kind, day(shape.time().lowestBound(cutoff)));
            return lines;
        }
        long before = before(cutoff, readers);
        if (before == Long.MIN_VALUE) {
            return lines;
        }
        BeforeDaysGo rollUps = new BeforeDaysGo(connection, declarations, readers, plan.rehearsal());
        Hypertable hypertable = Hypertable.of(connection, table);
        if (hypertable != null) {
            if (horizon.held()) {
                lines.add("kept all chunks of " + table + ": " + provisional());
            } else {
                rollUps.remember(before);
                dropChunks(hypertable, before);
            }
            return lines;
        }
        lines.addAll(rollUps.lookOnceMore(before));
        rollUps.remember(before);
        if (kind.partitioned) {
            dropDays(before);
        }
        if (!kind.partitioned) {
            delete(table.relation(), before);
        } else if (kind.withDefault) {
            delete(table.relation() + "_default", before);
        }
        return lines;
    }

    /** The server's clock says what is old, as it stamped the rows. */
    private record Kind(boolean partitioned, boolean withDefault, Instant now) {}

    private Kind kind() throws SQLException {
        try (PreparedStatement statement = connection.jdbc().prepareStatement(KIND + TailConnection.MARK)) {
            statement.setString(1, table.relation() + "_default");
            statement.setLong(2, shape.oid());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Kind(
                        row.getBoolean(1),
                        row.getBoolean(2),
                        row.getTimestamp(3).toInstant());
            }
        }
    }

    /** Rows of before this time, in the column's terms, are old and not read any more: a whole number of days. */
    private long before(Instant cutoff, List<Readers.Reader> readers) {
        long old = day(shape.time().lowestBound(cutoff));
        long before = old;
        for (Readers.Reader reader : readers) {
            if (plan.rehearsal() && reader.comesAlong()) {
                continue; // a real run would have brought the roll-up along
            }
            if (day(reader.from()) < old) {
                sayWhy(reader);
            }
            before = Math.min(before, day(reader.from()));
        }
        return before;
    }

    /** A declaration that no exporter has a checkpoint of; null when there is none. */
    private @Nullable String uncounted(List<Readers.Reader> readers) {
        return declarations.stream()
                .map(each -> each.table().name())
                .filter(tail -> readers.stream()
                        .noneMatch(
                                reader -> reader.isExporter() && reader.tail().equals(tail)))
                .findFirst()
                .orElse(null);
    }

    /** Perhaps an exporter is still to start and to count what is there: that is for people to say. */
    private void sayUncounted(String tail, Kind kind, long old) throws SQLException {
        boolean days = kind.partitioned
                && new DayPartitions(connection.jdbc())
                        .of(shape.oid(), table.relation()).days().stream().anyMatch(day -> isOver(day.ends(), old));
        if (days || hasRowsOfBefore(old)) {
            lines.add("kept " + table + " from the beginning on: no exporter has a checkpoint of "
                    + (declarations.size() == 1 ? "it" : "its tail \"" + tail + "\"")
                    + ", so perhaps none has counted it; start one, or name the files of one that keeps its checkpoints in files"
                    + " (events.checkpoint_file), or run schema maintain --even-uncounted, which drops its old days all the"
                    + " same");
        }
    }

    private boolean hasRowsOfBefore(long time) throws SQLException {
        if (shape.index() == TableShape.Index.NONE) {
            return true;
        }
        String query = "SELECT EXISTS (SELECT FROM " + table.quoted() + " WHERE " + quoted(table.timeColumn()) + " < "
                + shape.time().literal(time) + ")" + TailConnection.MARK;
        try (Statement statement = connection.jdbc().createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private boolean isOver(Instant end, long before) {
        return shape.time().lowerBound(end) <= before;
    }

    private void sayWhy(Readers.Reader reader) {
        String kept = "kept " + table + " from " + date(day(reader.from())) + " on: ";
        if (horizon.held() && reader.reached() >= horizon.xmin()) {
            addOnce(kept + provisional());
        } else if (!reader.comesAlong()) {
            addOnce(kept + reader.name() + " has not counted it yet; if it is gone for good, " + reader.remedy());
        }
    }

    private String provisional() {
        return "rows in it are provisional until " + horizon.holder();
    }

    private void addOnce(String line) {
        if (!lines.contains(line)) {
            lines.add(line);
        }
    }

    private static long day(long time) {
        return time == Long.MIN_VALUE ? time : Math.floorDiv(time, DAY) * DAY;
    }

    private static String date(long day) {
        return day == Long.MIN_VALUE
                ? "the beginning"
                : LocalDate.ofEpochDay(Math.floorDiv(day, DAY)).toString();
    }

    private void dropDays(long before) throws SQLException {
        DayPartitions partitions = new DayPartitions(connection.jdbc());
        DayPartitions.Found found = partitions.of(shape.oid(), table.relation());
        for (DayPartitions.Other other : found.others()) {
            if (isOver(other.ends(), before)) {
                lines.add("kept " + table.schema() + "." + other.name()
                        + ", which is old, too: its name or its bounds are"
                        + " not those that performance.maintain_partitions() gives, so it is its owner's to drop");
            }
        }
        for (DayPartitions.Day day : found.days()) {
            if (isOver(day.ends(), before)) {
                String line = drop(partitions, day);
                if (line != null) {
                    lines.add(line);
                }
            }
        }
    }

    /** A compressed chunk does not tell which transactions wrote its rows: while one is open for long, all chunks stay. */
    private void dropChunks(Hypertable hypertable, long before) throws SQLException {
        try {
            int chunks = plan.rehearsal()
                    ? hypertable.count(connection, shape.time(), before)
                    : hypertable.drop(connection, shape.time(), before);
            if (chunks > 0) {
                String what = plan.rehearsal() ? "would drop " : "dropped ";
                lines.add(what + chunks + " chunks of before " + date(before) + " from " + table);
            }
        } catch (SQLException e) {
            if (!DayPartitions.LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw e;
            }
            lines.add("not dropped: chunks of before " + date(before) + " of " + table
                    + ", of which another session holds one; the next run tries again");
        }
    }

    /** Those who count without a checkpoint that can be seen from here show provisional rows, too. */
    private @Nullable String drop(DayPartitions partitions, DayPartitions.Day day) throws SQLException {
        String partition = quoted(table.schema()) + "." + quoted(day.name());
        if (horizon.held() && horizon.holdsRowsOf(connection, partition)) {
            return "kept " + table.schema() + "." + day.name() + ": " + provisional();
        }
        return plan.rehearsal()
                ? "would drop " + table.schema() + "." + day.name() + day.amount()
                : partitions.drop(table.schema(), day);
    }

    private void delete(String relation, long before) throws SQLException {
        if (shape.index() == TableShape.Index.NONE) {
            lines.add("kept " + table + ": without an index on " + table.timeColumn()
                    + " deleting would read the whole table for each batch; run CREATE INDEX CONCURRENTLY ON " + table
                    + " (" + table.timeColumn() + ")");
            return;
        }
        String quoted = quoted(table.schema()) + "." + quoted(relation);
        String column = quoted(table.timeColumn());
        OldRows old = new OldRows(connection.jdbc(), BATCH, horizon);
        long unseen = gone == null
                ? 0
                : old.count(quoted, column, shape.time(), Math.min(before, gone.before()), gone.isNew());
        long rows = plan.rehearsal()
                ? old.count(quoted, column, shape.time(), before, "true")
                : old.delete(quoted, column, shape.time(), before);
        if (rows > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    (plan.rehearsal() ? "would delete" : "deleted") + " %,d rows of before %s from %s.%s%s",
                    rows,
                    date(before),
                    table.schema(),
                    relation,
                    unseen == 0
                            ? ""
                            : String.format(
                                    Locale.ROOT, ", of which %,d came after their day and are in no roll-up", unseen)));
        }
    }
}
