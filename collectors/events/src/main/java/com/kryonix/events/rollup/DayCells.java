package com.kryonix.events.rollup;

import com.kryonix.events.fold.ZonedTime;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.table.Admissions;
import com.kryonix.events.table.Counts;
import com.kryonix.events.table.EventTable;
import com.kryonix.events.table.Family;
import com.kryonix.events.table.Totals;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A day's cells as they are kept, beside the same as the table has them now. */
final class DayCells {
    private static final String KEPT =
            "SELECT family, label_values, count, sum FROM performance.rollup_daily WHERE day = ? AND family = ANY (?)";

    private static final String FORGET_HOURS =
            "DELETE FROM performance.rollup_hourly WHERE hour >= ? AND hour < ?::timestamptz + interval '24 hours' AND family"
                    + " = ANY (?)";

    private static final String FORGET_DAY = "DELETE FROM performance.rollup_daily WHERE day = ? AND family = ANY (?)";

    private final Connection connection;
    private final EventTable table;
    private final long day;
    private final Map<String, Integer> families = new HashMap<>();
    private final Map<Key, Cell> kept = new HashMap<>();

    private record Key(int family, List<String> labelValues) {}

    private record Cell(@Nullable Long count, @Nullable BigDecimal sum) {
        static final Cell NOTHING = new Cell(null, null);

        long rows() {
            return Objects.requireNonNullElse(count, 0L);
        }

        BigDecimal amount() {
            return Objects.requireNonNullElse(sum, BigDecimal.ZERO);
        }

        boolean isAtLeast(Cell other) {
            return rows() >= other.rows() && amount().compareTo(other.amount()) >= 0;
        }
    }

    DayCells(Connection connection, EventTable table, Families numbers, long day) throws SQLException {
        this.connection = connection;
        this.table = table;
        this.day = day;
        for (Family family : table.families()) {
            families.put(family.metric().name(), numbers.id(family));
        }
        try (PreparedStatement statement = connection.prepareStatement(KEPT + TailConnection.MARK)) {
            statement.setObject(1, new ZonedTime().parameter(day));
            statement.setArray(
                    2, connection.createArrayOf("integer", families.values().toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String[] values = (String[]) row.getArray(2).getArray();
                    kept.put(
                            new Key(row.getInt(1), List.of(values)),
                            new Cell(row.getObject(3, Long.class), row.getBigDecimal(4)));
                }
            }
        }
    }

    /**
     * How many rows the table has more than were rolled up; negative when it has less of something: they were deleted.
     */
    long missing(@Nullable Counts now, Admissions admissions) throws SQLException {
        Map<Key, Cell> there = new HashMap<>();
        if (now != null) {
            Totals.of(
                    table,
                    admissions,
                    now,
                    (family, values, total) -> there.put(
                            new Key(
                                    Objects.requireNonNull(
                                            families.get(family.metric().name())),
                                    values),
                            new Cell(total.count(), total.sum())));
        }
        for (Map.Entry<Key, Cell> entry : kept.entrySet()) {
            if (!there.getOrDefault(entry.getKey(), Cell.NOTHING).isAtLeast(entry.getValue())) {
                return -1;
            }
        }
        long most = 0;
        for (int family : families.values()) {
            most = Math.max(most, rows(there, family) - rows(kept, family));
        }
        boolean amountsDiffer = there.entrySet().stream()
                .anyMatch(entry ->
                        !kept.getOrDefault(entry.getKey(), Cell.NOTHING).isAtLeast(entry.getValue()));
        return most == 0 && amountsDiffer ? 1 : most;
    }

    private static long rows(Map<Key, Cell> cells, int family) {
        return cells.entrySet().stream()
                .filter(entry -> entry.getKey().family() == family)
                .mapToLong(entry -> entry.getValue().rows())
                .sum();
    }

    /** Takes the day and its hours away, in the connection's transaction. */
    void forget() throws SQLException {
        Object begin = new ZonedTime().parameter(day);
        var numbers = connection.createArrayOf("integer", families.values().toArray());
        try (PreparedStatement hours = connection.prepareStatement(FORGET_HOURS + TailConnection.MARK);
                PreparedStatement days = connection.prepareStatement(FORGET_DAY + TailConnection.MARK)) {
            hours.setObject(1, begin);
            hours.setObject(2, begin);
            hours.setArray(3, numbers);
            hours.execute();
            days.setObject(1, begin);
            days.setArray(2, numbers);
            days.execute();
        }
    }
}
