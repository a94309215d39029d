package com.kryonix.events.reading;

import com.kryonix.events.table.Column;
import com.kryonix.events.table.EventTable;
import com.kryonix.events.table.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** The counted columns of a row; read only for rows that count. */
public final class RowCells {
    /** Numbers that are read as they are; others as texts, which can tell of any number, of NaN and the infinities. */
    private static final Set<String> WHOLE = Set.of("smallint", "integer", "bigint");

    /** Of rows whose key is NULL. */
    private static final String NO_KEY = "null";

    private final List<Column> selected;
    private final Map<String, String> types;
    private final TextEncoding encoding;
    private final boolean[] whole;
    private final Row row;
    private final @Nullable Column key;
    private String keyText = NO_KEY;
    private ByteBuffer fields = ByteBuffer.allocate(0);

    private RowCells(EventTable table, List<Column> selected, Map<String, String> types, TextEncoding encoding) {
        this.selected = List.copyOf(selected);
        this.types = types;
        this.encoding = encoding;
        this.whole = new boolean[selected.size()];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = isWhole(selected.get(i));
        }
        this.row = new Row(table.columns().size());
        this.key = table.key();
    }

    /** @param types of the columns that the table has; others are not read */
    static RowCells of(EventTable table, Map<String, String> types, TextEncoding encoding) {
        return new RowCells(
                table,
                table.columns().stream()
                        .filter(column -> types.containsKey(column.name()))
                        .toList(),
                types,
                encoding);
    }

    /** These alone, whatever their types. */
    static RowCells of(EventTable table, List<Column> selected, TextEncoding encoding) {
        return new RowCells(table, selected, Map.of(), encoding);
    }

    int size() {
        return selected.size();
    }

    /** The columns as the query names them, each behind a comma, in types that are read the same whatever the column's. */
    String select() {
        StringBuilder sql = new StringBuilder();
        for (Column column : selected) {
            sql.append(", ")
                    .append(
                            switch (column.type()) {
                                case TEXT -> encoding.selected(column.quoted());
                                case BOOLEAN -> column.quoted();
                                case TEST -> "(" + column.quoted() + " " + column.test() + ")";
                                case NUMBER -> column.quoted() + (isWhole(column) ? "" : "::text");
                            });
        }
        return sql.toString();
    }

    private boolean isWhole(Column column) {
        return WHOLE.contains(types.getOrDefault(column.name(), ""));
    }

    /** @param behind stands at the first of these columns */
    void of(ByteBuffer behind) {
        this.fields = behind;
    }

    /** The row's values: one instance, filled again for each row. To be asked once a row. */
    public Row row() throws SQLException {
        row.clear();
        keyText = NO_KEY;
        for (int i = 0; i < selected.size(); i++) {
            int length = fields.getInt();
            if (length >= 0) {
                fill(i, length);
            }
        }
        return row;
    }

    /** What tells the row apart that {@link #row} has read. */
    public String key() {
        return keyText;
    }

    private void fill(int i, int length) throws SQLException {
        Column column = selected.get(i);
        switch (column.type()) {
            case TEXT -> {
                int at = fields.arrayOffset() + fields.position();
                row.set(column, encoding.text(fields.array(), at, length));
                if (column.equals(key)) {
                    keyText = encoding.key(fields.array(), at, length);
                }
                fields.position(fields.position() + length);
            }
            case BOOLEAN, TEST -> row.set(column, fields.get() == 0 ? 0 : 1);
            case NUMBER -> {
                if (!whole[i]) {
                    decimal(column, text(length));
                } else if (column.decimals() == 0) {
                    row.set(column, whole(column, length));
                } else {
                    decimal(column, BigDecimal.valueOf(whole(column, length)));
                }
            }
        }
    }

    private long whole(Column column, int length) throws SQLException {
        return switch (length) {
            case Short.BYTES -> fields.getShort();
            case Integer.BYTES -> fields.getInt();
            case Long.BYTES -> fields.getLong();
            default ->
                throw new PSQLException(
                        column.name() + " came in " + length + " bytes, as no whole number does",
                        PSQLState.DATA_TYPE_MISMATCH);
        };
    }

    private String text(int length) {
        String text =
                new String(fields.array(), fields.arrayOffset() + fields.position(), length, StandardCharsets.US_ASCII);
        fields.position(fields.position() + length);
        return text;
    }

    /** What is no number, NaN and the infinities, is as NULL. */
    private void decimal(Column column, String text) {
        BigDecimal number = number(text);
        if (number != null) {
            decimal(column, number);
        }
    }

    private void decimal(Column column, BigDecimal number) {
        BigInteger scaled = number.movePointRight(column.decimals())
                .setScale(0, RoundingMode.HALF_UP)
                .unscaledValue();
        row.set(column, scaled.bitLength() < Long.SIZE ? scaled.longValue() : beyond(scaled));
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
