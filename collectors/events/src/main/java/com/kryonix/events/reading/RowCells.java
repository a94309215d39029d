package com.kryonix.events.reading;

import com.kryonix.events.table.Column;
import com.kryonix.events.table.EventTable;
import com.kryonix.events.table.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The counted columns of the row that a result stands at; read only for rows that count. */
public final class RowCells {
    private final List<Column> selected;
    private final int first;
    private final Row row;
    private @Nullable ResultSet result;

    private RowCells(EventTable table, List<Column> selected, int first) {
        this.selected = selected;
        this.first = first;
        this.row = new Row(table.columns().size());
    }

    /** Those that are present, behind a row's time and xmin. */
    RowCells(EventTable table, Set<String> present) {
        this(
                table,
                table.columns().stream()
                        .filter(column -> present.contains(column.name()))
                        .toList(),
                3);
    }

    /** These alone, behind a count. */
    public static RowCells of(EventTable table, List<Column> selected) {
        return new RowCells(table, List.copyOf(selected), 2);
    }

    String select() {
        StringBuilder sql = new StringBuilder();
        selected.forEach(column -> sql.append(", ").append(column.quoted()));
        return sql.toString();
    }

    void of(ResultSet rows) {
        this.result = rows;
    }

    /** The row's values: one instance, filled again for each row. */
    public Row row() throws SQLException {
        ResultSet at = result;
        if (at == null) {
            throw new IllegalStateException("no row yet");
        }
        return row(at);
    }

    /** The same of the row that this result stands at. */
    public Row row(ResultSet at) throws SQLException {
        row.clear();
        for (int i = 0; i < selected.size(); i++) {
            fill(at, i + first, selected.get(i));
        }
        return row;
    }

    private void fill(ResultSet at, int place, Column column) throws SQLException {
        switch (column.type()) {
            case TEXT -> {
                String text = at.getString(place);
                if (text != null) {
                    row.set(column, text);
                }
            }
            case BOOLEAN -> {
                boolean flag = at.getBoolean(place);
                if (!at.wasNull()) {
                    row.set(column, flag ? 1 : 0);
                }
            }
            case NUMBER -> {
                if (column.decimals() > 0) {
                    decimal(at, place, column);
                    return;
                }
                long number = at.getLong(place);
                if (!at.wasNull()) {
                    row.set(column, number);
                }
            }
        }
    }

    private void decimal(ResultSet at, int place, Column column) throws SQLException {
        BigDecimal number = exact(at.getObject(place));
        if (number != null) {
            BigInteger whole = number.movePointRight(column.decimals())
                    .setScale(0, RoundingMode.HALF_UP)
                    .unscaledValue();
            row.set(column, whole.bitLength() < Long.SIZE ? whole.longValue() : beyond(whole));
        }
    }

    /** The number; null for NULL and for what is none: NaN and the infinities. */
    private static @Nullable BigDecimal exact(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return number;
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? new BigDecimal(value.toString()) : null;
        }
        return value instanceof Number number ? BigDecimal.valueOf(number.longValue()) : null;
    }

    /** What no long holds is as good as the greatest, or the least. */
    private static long beyond(BigInteger number) {
        return number.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
