package com.kryonix.events.reading;

import com.kryonix.events.fold.PostgresTime;
import com.kryonix.events.fold.Snapshot;
import com.kryonix.events.fold.TailState;
import com.kryonix.events.fold.Triple;
import com.kryonix.events.table.EventTable;
import com.kryonix.events.table.RowGauge;
import com.kryonix.events.table.SqlName;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One snapshot of a table: its limits, then its rows as they stream in. Read-only; to be closed. */
public final class TableReading implements AutoCloseable {
    /**
     * A plan for the very time asked for, and no compilation: what a pass reads is little. Rows that a policy hides are
     * an error: to leave them out would be a wrong count that nobody sees. A lock is hardly waited for, since the
     * other tables would wait, too, and vacuum for the snapshot. It is taken before the types are asked for, which then stay
     * as they are until the rows are read. What the wait for it does not need is set along with that, in one statement.
     */
    private static final String BEGIN = """
            SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
            SET LOCAL statement_timeout = %d; SET LOCAL lock_timeout = %d; %s
            LOCK TABLE ONLY %s IN ACCESS SHARE MODE;
            SELECT pg_snapshot_xmin(s)::text::bigint, pg_snapshot_xmax(s)::text::bigint, to_regclass(%s)::oid,
                (SELECT string_agg(format_type(atttypid, NULL), '') FILTER (WHERE attname = %s) || ': '
                        || coalesce(string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum)
                            FILTER (WHERE attname = ANY (ARRAY[%s]::name[])), 'null')
                    FROM pg_attribute WHERE attrelid = %d AND attnum > 0 AND NOT attisdropped),
                %s, %s, set_config('jit', 'off', true), set_config('plan_cache_mode', 'force_custom_plan', true),
                set_config('row_security', 'off', true)
                FROM pg_current_snapshot() s /* kryonix_exporter */""";

    /** From PostgreSQL 17 on. It would end the connection, and with it every tail, again and again; statement_timeout is limit enough. */
    private static final String NO_TRANSACTION_TIMEOUT = "SET LOCAL transaction_timeout = 0;";

    /** The first line of a plan: (cost=0.00..1.00 rows=10 width=0). */
    private static final Pattern ROWS = Pattern.compile("rows=(\\d+)");

    /** One name for all, and so one statement for the server, which does not leave it out of statements' texts. */
    private static final String SAVEPOINT = "gauge";

    /** No such table, or no such schema. */
    private static final Set<String> NO_SUCH_TABLE = Set.of("42P01", "3F000");

    private final TailConnection connection;
    private final Connection jdbc;
    private final EventTable table;
    private final TableShape shape;
    private final Snapshot snapshot;
    private final Ages ages;
    private final long written;

    /** Takes a row. */
    @FunctionalInterface
    public interface Sink {
        /** @param cells to be read during the call only */
        void row(long time, long rawXmin, RowCells cells) throws SQLException;
    }

    private TableReading(
            TailConnection connection, EventTable table, TableShape shape, Snapshot snapshot, long written) {
        this.connection = connection;
        this.jdbc = connection.jdbc();
        this.table = table;
        this.shape = shape;
        this.snapshot = snapshot;
        this.ages = new Ages(snapshot);
        this.written = written;
    }

    /** @throws TableReplaced when the name means another table than {@code shape} is of, or the table has changed */
    public static TableReading begin(TailConnection connection, EventTable table, TableShape shape, Patience patience)
            throws SQLException, TableReplaced {
        Connection jdbc = connection.jdbc();
        connection.expectAnswerWithin(patience.now());
        jdbc.setAutoCommit(false);
        try (Statement statement = jdbc.createStatement()) {
            statement.execute(BEGIN.formatted(
                    patience.now().toMillis(),
                    patience.forLocks().toMillis(),
                    connection.server().version().atLeast(17, 0) ? NO_TRANSACTION_TIMEOUT : "",
                    table.quoted(),
                    SqlName.literal(table.quoted()),
                    SqlName.literal(table.timeColumn()),
                    table.columns().stream()
                            .map(column -> SqlName.literal(column.name()))
                            .distinct()
                            .collect(Collectors.joining(", ")),
                    shape.oid(),
                    WriteAheadLog.WRITTEN,
                    WriteAheadLog.ON_DISK));
            ResultSet row = statement.getResultSet();
            while (row == null) {
                statement.getMoreResults();
                row = statement.getResultSet();
            }
            row.next();
            if (row.getLong(3) != shape.oid()
                    || !(shape.timeType() + ": " + shape.counted()).equals(row.getString(4))) {
                throw new TableReplaced(table + " is another table than before, or a column of another type");
            }
            long written = row.getLong(6) < row.getLong(5) ? row.getLong(5) : 0;
            return new TableReading(connection, table, shape, new Snapshot(row.getLong(1), row.getLong(2)), written);
        } catch (SQLException e) {
            Transaction.end(jdbc);
            if (NO_SUCH_TABLE.contains(String.valueOf(e.getSQLState()))) {
                throw new TableReplaced(table + " is not there any more");
            }
            throw e;
        } catch (TableReplaced e) {
            Transaction.end(jdbc);
            throw e;
        }
    }

    public Snapshot snapshot() {
        return snapshot;
    }

    /**
     * Asks the server how many rows there are, and adds them up by the columns of the gauge's labels. What goes wrong is
     * this gauge's alone: others can still be counted.
     */
    public void count(RowGauge gauge, RowGauge.Sums into) throws SQLException {
        Savepoint before = jdbc.setSavepoint(SAVEPOINT);
        try {
            GaugeReading.read(connection, table, gauge, into);
        } catch (SQLException e) {
            try {
                jdbc.rollback(before);
            } catch (SQLException broken) {
                e.addSuppressed(broken);
            }
            throw e;
        }
    }

    /** How far the log must be on disk before a crash cannot take back what this sees; 0: it was already. */
    public long written() {
        return written;
    }

    /** Rows from a time on. Returns how many there were. */
    public long rowsFrom(long time, Sink sink) throws SQLException {
        return stream(selection().from(time), sink);
    }

    /**
     * Rows from a time on, of transactions from {@code horizon} on; perhaps others, too.
     */
    public long rowsAbove(long horizon, long time, Sink sink) throws SQLException {
        Selection rows = selection().from(time);
        return stream(ages.has(horizon) ? rows.since(horizon) : rows, sink);
    }

    /**
     * Rows from a time on that no quick pass has settled: those of transactions from {@code horizon} on, and those that
     * lay behind the bound of the pass that settled their transaction; perhaps others, too.
     */
    public long rowsUnseen(long time, long horizon, List<Triple> triples, Sink sink) throws SQLException {
        Selection rows = selection().from(time);
        if (!ages.has(triples.isEmpty() ? horizon : triples.get(0).from())) {
            return stream(rows, sink);
        }
        return stream(
                shape.index() == TableShape.Index.SORTS && shape.indexedThroughout()
                        ? rows.within(Stretch.ofUnseen(time, horizon, triples))
                        : rows.unseen(horizon, triples),
                sink);
    }

    /** Rows from a time on, and before another. */
    public long rowsBetween(long from, long to, Sink sink) throws SQLException {
        return stream(selection().from(from).before(to), sink);
    }

    /** Rows without a time, where there can be any. */
    public long rowsWithoutTime(Sink sink) throws SQLException {
        return shape.nullableTime() ? stream(selection().withoutTime(), sink) : 0;
    }

    /** The time of the row after so many rows from a time on; {@link TailState#NO_TIME} when there are fewer. */
    public long timeAfter(long from, int rows) throws SQLException {
        long[] found = {TailState.NO_TIME};
        Selection later = selection().from(from);
        later.set(jdbc);
        String query = "SELECT " + column() + " FROM " + relation() + " WHERE " + later.condition()
                + " ORDER BY 1 LIMIT 1 OFFSET " + rows;
        BinaryRows.read(connection, query, 1, fields -> found[0] = time(fields));
        return found[0];
    }

    /** How many rows the planner takes there to be from a time on. */
    public long estimate(long from) throws SQLException {
        Selection later = selection().from(from);
        later.set(jdbc);
        String query = "EXPLAIN SELECT FROM " + relation() + " WHERE " + later.condition();
        try (Statement statement = jdbc.createStatement();
                ResultSet row = statement.executeQuery(query + TailConnection.MARK)) {
            row.next();
            Matcher rows = ROWS.matcher(row.getString(1));
            return rows.find() ? Long.parseLong(rows.group(1)) : 0;
        }
    }

    /** Whether there are so many rows from a time on that are final now, and of transactions from {@code xid} on. */
    public boolean hasFinal(long rows, long from, long xid) throws SQLException {
        String query = "SELECT count(*) > " + rows + " FROM (SELECT FROM " + relation() + " WHERE " + column() + " >= "
                + shape.time().literal(from) + (ages.has(xid) ? " AND " + Ages.from(xid) : "") + " AND age(xmin) > "
                + Ages.age(snapshot.xmin())
                + " LIMIT " + (rows + 1) + ") enough" + TailConnection.MARK;
        try (Statement statement = jdbc.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /**
     * A number for the files that hold the table and its partitions, another one once it was truncated. What this
     * transaction has read keeps them from changing until it ends.
     */
    public long storage() throws SQLException {
        // A partitioned table has no file itself, and one that is not has no tree.
        String query = "SELECT sum(hashint8(pg_relation_filenode(file)::bigint)) FROM (SELECT " + shape.oid()
                + "::oid::regclass UNION SELECT relid FROM pg_partition_tree(" + shape.oid()
                + "::oid::regclass)) files (file)" + TailConnection.MARK;
        try (Statement statement = jdbc.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private Selection selection() {
        return new Selection(column(), shape.time(), shape.index() == TableShape.Index.SORTS);
    }

    private long stream(Selection rows, Sink sink) throws SQLException {
        rows.set(jdbc);
        RowCells cells = RowCells.of(table, shape.types(), connection.server().encoding());
        String query = rows.query(", xmin" + cells.select(), relation());
        return BinaryRows.read(connection, query, 2 + cells.size(), fields -> {
            long time = time(fields);
            int length = fields.getInt();
            long xmin = length == Integer.BYTES ? Integer.toUnsignedLong(fields.getInt()) : 0;
            cells.of(fields);
            sink.row(time, xmin, cells);
        });
    }

    private static long time(ByteBuffer fields) {
        return fields.getInt() == Long.BYTES ? PostgresTime.ofBinary(fields.getLong()) : TailState.NO_TIME;
    }

    private String column() {
        return SqlName.quoted(table.timeColumn());
    }

    private String relation() {
        return table.quoted();
    }

    /** Ends the transaction. */
    @Override
    public void close() throws SQLException {
        Transaction.end(jdbc);
    }
}
