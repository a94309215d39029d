package com.kryonix.events.reading;

import com.kryonix.events.table.Column;
import com.kryonix.events.table.EventTable;
import com.kryonix.events.table.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The counted columns of a row; read only for rows that count. */
public final class RowCells {
    /** Numbers that are read as they are. */
    private static final Set<String> WHOLE = Set.of("smallint", "integer", "bigint");

    private final List<Column> selected;
    private final Map<String, String> types;
    private final Row row;
    private ByteBuffer fields = ByteBuffer.allocate(0);

    private RowCells(EventTable table, List<Column> selected, Map<String, String> types) {
        this.selected = List.copyOf(selected);
        this.types = types;
        this.row = new Row(table.columns().size());
    }

    /** @param types of the columns that the table has; others are not read */
    static RowCells of(EventTable table, Map<String, String> types) {
        return new RowCells(
                table,
                table.columns().stream()
                        .filter(column -> types.containsKey(column.name()))
                        .toList(),
                types);
    }

    /** These alone, whatever their types. */
    static RowCells of(EventTable table, List<Column> selected) {
        return new RowCells(table, selected, Map.of());
    }

    int size() {
        return selected.size();
    }

    /** The columns as the query names them, each behind a comma, in types that are read the same whatever the column's. */
    String select() {
        StringBuilder sql = new StringBuilder();
        for (Column column : selected) {
            sql.append(", ")
                    .append(column.quoted())
                    .append(
                            switch (column.type()) {
                                case TEXT -> "::text";
                                case BOOLEAN -> "";
                                case NUMBER ->
                                    column.decimals() > 0 ? "::text" : WHOLE.contains(type(column)) ? "" : "::int8";
                            });
        }
        return sql.toString();
    }

    private String type(Column column) {
        return types.getOrDefault(column.name(), "");
    }

    /** @param behind stands at the first of these columns */
    void of(ByteBuffer behind) {
        this.fields = behind;
    }

    /** The row's values: one instance, filled again for each row. To be asked once a row. */
    public Row row() {
        row.clear();
        for (int i = 0; i < selected.size(); i++) {
            int length = fields.getInt();
            if (length >= 0) {
                fill(selected.get(i), length);
            }
        }
        return row;
    }

    private void fill(Column column, int length) {
        switch (column.type()) {
            case TEXT -> row.set(column, text(length));
            case BOOLEAN -> row.set(column, fields.get() == 0 ? 0 : 1);
            case NUMBER -> {
                if (column.decimals() == 0) {
                    row.set(column, whole(length));
                } else {
                    decimal(column, text(length));
                }
            }
        }
    }

    private long whole(int length) {
        return switch (length) {
            case Short.BYTES -> fields.getShort();
            case Integer.BYTES -> fields.getInt();
            default -> fields.getLong();
        };
    }

    private String text(int length) {
        String text =
                new String(fields.array(), fields.arrayOffset() + fields.position(), length, StandardCharsets.UTF_8);
        fields.position(fields.position() + length);
        return text;
    }

    /** What is no number, NaN and the infinities, is as NULL. */
    private void decimal(Column column, String text) {
        BigDecimal number = number(text);
        if (number != null) {
            BigInteger whole = number.movePointRight(column.decimals())
                    .setScale(0, RoundingMode.HALF_UP)
                    .unscaledValue();
            row.set(column, whole.bitLength() < Long.SIZE ? whole.longValue() : beyond(whole));
        }
    }

    private static @Nullable BigDecimal number(String text) {
        char last = text.charAt(text.length() - 1);
        return Character.isDigit(last) ? new BigDecimal(text) : null;
    }

    /** What no long holds is as good as the greatest, or the least. */
    private static long beyond(BigInteger number) {
        return number.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
