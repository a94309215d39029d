package com.kryonix.events.maintenance;

import com.kryonix.events.fold.ZonedTime;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.reading.Transaction;
import com.kryonix.events.table.SqlName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The partitions of days that {@code performance.maintain_partitions()} makes: {@code api_metrics_20261024}, from
 * midnight to midnight in UTC. A partition with another name or other bounds is its owner's to drop.
 *
 * <p>Dropped at once and not detached first: DETACH CONCURRENTLY is refused beside a DEFAULT partition. DROP needs the
 * table for a moment, and waits for it no longer than the patience here, since whoever comes after it waits, too.
 */
record DayPartitions(Connection connection) {
    /** For how long a lock is waited for. */
    static final String PATIENCE = "1s";

    static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final String CHILDREN = """
            SELECT c.relname, pg_get_expr(c.relpartbound, c.oid), c.reltuples::bigint,
                pg_size_pretty(pg_total_relation_size(c.oid)),
                substring(pg_get_expr(c.relpartbound, c.oid) FROM 'TO \\(''(\\d{4}-\\d\\d-\\d\\d[^'']*)''\\)$')::timestamptz
            FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = ?::oid ORDER BY c.relname""";

    /**
     * A day's partition.
     *
     * @param rows about; not positive when nobody has analysed it
     */
    record Day(String name, LocalDate date, long rows, String size) {
        /** In parentheses. */
        String amount() {
            String about = rows > 0 ? String.format(Locale.ROOT, "about %,d rows, ", rows) : "";
            return " (" + about + size + ")";
        }

        Instant ends() {
            return date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }

    /**
     * A partition of another make.
     *
     * @param ends its upper bound
     */
    record Other(String name, Instant ends) {}

    /** All that a table has, apart from the DEFAULT one and those without an upper bound in time. */
    record Found(List<Day> days, List<Other> others) {}

    Found of(long parent, String relation) throws SQLException {
        try (Transaction reading =
                Transaction.begin(connection, "SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'")) {
            Found found = found(parent, relation);
            reading.commit();
            return found;
        }
    }

    /**
     * When the days begin whose partitions are there: such a day has lost no row, since a partition goes at once, and
     * while it is there no row of its day is elsewhere.
     */
    SortedSet<Long> whole(long parent, String relation) throws SQLException {
        SortedSet<Long> begins = new TreeSet<>();
        of(parent, relation)
                .days()
                .forEach(day -> begins.add(new ZonedTime()
                        .at(day.date().atStartOfDay(ZoneOffset.UTC).toInstant())));
        return begins;
    }

    private Found found(long parent, String relation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CHILDREN + TailConnection.MARK)) {
            statement.setLong(1, parent);
            try (ResultSet row = statement.executeQuery()) {
                Found found = new Found(new ArrayList<>(), new ArrayList<>());
                while (row.next()) {
                    String name = row.getString(1);
                    LocalDate date = date(name, relation);
                    Timestamp ends = row.getTimestamp(5);
                    if (date != null && bounds(date).equals(row.getString(2))) {
                        found.days.add(new Day(name, date, row.getLong(3), row.getString(4)));
                    } else if (ends != null) {
                        found.others.add(new Other(name, ends.toInstant()));
                    }
                }
                return found;
            }
        }
    }

    private static @Nullable LocalDate date(String partition, String relation) {
        String prefix = relation + "_";
        try {
            return partition.startsWith(prefix)
                    ? LocalDate.parse(partition.substring(prefix.length()), DateTimeFormatter.BASIC_ISO_DATE)
                    : null;
        } catch (DateTimeParseException another) {
            return null;
        }
    }

    /** Drops it, and returns what was done, or why not yet; null when another run was faster. */
    @Nullable
    String drop(String schema, Day day) throws SQLException {
        String partition = schema + "." + day.name;
        String settings = "SET LOCAL lock_timeout = '" + PATIENCE + "'; SET LOCAL client_min_messages = notice";
        try (Transaction dropping = Transaction.begin(connection, settings);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + SqlName.quoted(schema) + "." + SqlName.quoted(day.name)
                    + TailConnection.MARK);
            boolean gone = statement.getWarnings() != null;
            dropping.commit();
            if (gone) {
                return null;
            }
            return "dropped " + partition + day.amount();
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                return "not dropped: " + partition + ", which another session holds; the next run tries again";
            }
            throw e;
        }
    }

    private static String bounds(LocalDate date) {
        return "FOR VALUES FROM ('" + date + " 00:00:00+00') TO ('" + date.plusDays(1) + " 00:00:00+00')";
    }
}
