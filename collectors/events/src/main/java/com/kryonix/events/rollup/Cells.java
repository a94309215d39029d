package com.kryonix.events.rollup;

import com.kryonix.collector.Buckets;
import com.kryonix.events.fold.ZonedTime;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.table.Admissions;
import com.kryonix.events.table.Counts;
import com.kryonix.events.table.EventTable;
import com.kryonix.events.table.Family;
import com.kryonix.events.table.Total;
import com.kryonix.events.table.Totals;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds counts to a table of roll-ups, in whatever transaction the connection has. */
final class Cells {
    /** Arrays are added place by place. */
    private static final String ADD = """
            INSERT INTO performance.%1$s AS there (family, %2$s, label_values, count, sum, buckets)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (family, %2$s, label_values) DO UPDATE SET
                count = there.count + excluded.count, sum = there.sum + excluded.sum,
                buckets = (SELECT array_agg(a + b ORDER BY place)
                    FROM unnest(there.buckets, excluded.buckets) WITH ORDINALITY AS both_of(a, b, place))""";

    private static final int BATCH = 1_000;

    private final Connection connection;
    private final Families families;
    private final EventTable table;

    Cells(Connection connection, EventTable table) {
        this.connection = connection;
        this.families = new Families(connection, table, true);
        this.table = table;
    }

    private record Cell(Family family, long time, List<String> labelValues, Total total) {}

    /** Returns how many cells were written. */
    int addHours(Map<Long, Counts> hours, Admissions admissions) throws SQLException {
        return add(ADD.formatted("rollup_hourly", "hour"), hours, admissions);
    }

    int addDays(Map<Long, Counts> days, Admissions admissions) throws SQLException {
        return add(ADD.formatted("rollup_daily", "day"), days, admissions);
    }

    private int add(String sql, Map<Long, Counts> times, Admissions admissions) throws SQLException {
        List<Cell> cells = new ArrayList<>();
        times.forEach((time, counts) -> Totals.of(
                table,
                admissions,
                counts,
                (family, values, total) -> cells.add(new Cell(family, time, values, total))));
        try (PreparedStatement statement = connection.prepareStatement(sql + TailConnection.MARK)) {
            for (int i = 0; i < cells.size(); i++) {
                bind(statement, cells.get(i));
                statement.addBatch();
                if ((i + 1) % BATCH == 0) {
                    statement.executeBatch();
                }
            }
            statement.executeBatch();
        }
        return cells.size();
    }

    private void bind(PreparedStatement statement, Cell cell) throws SQLException {
        Total total = cell.total;
        statement.setInt(1, families.id(cell.family));
        statement.setObject(2, new ZonedTime().parameter(cell.time));
        statement.setArray(3, connection.createArrayOf("text", cell.labelValues.toArray()));
        statement.setObject(4, total.count(), Types.BIGINT);
        BigDecimal sum = total.sum();
        statement.setBigDecimal(5, sum);
        long[] buckets = total.buckets();
        statement.setArray(6, buckets == null ? null : numbers(buckets));
    }

    private Array numbers(long[] numbers) throws SQLException {
        return connection.createArrayOf("bigint", Arrays.stream(numbers).boxed().toArray());
    }

    static @Nullable Array bounds(Connection connection, @Nullable Buckets buckets) throws SQLException {
        if (buckets == null) {
            return null;
        }
        Double[] bounds = new Double[buckets.size()];
        Arrays.setAll(bounds, buckets::bound);
        return connection.createArrayOf("float8", bounds);
    }
}
