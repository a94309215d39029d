package com.kryonix.postgres;

import com.kryonix.collector.Metric;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Value;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A metric whose columns have been found in one result.
 *
 * @param unit what the column's value is turned into its base unit with; null for an info
 * @param value the value's place in the row; 0 for an info
 * @param bool whether it is true or false rather than a number
 */
record BoundField(Metric metric, @Nullable Column unit, int value, boolean bool, List<Label> labels) {
    /** A label that is constant, or else in a column. */
    private record Label(@Nullable String constant, int column) {
        String of(ResultSet row) throws SQLException {
            String text = constant == null ? row.getString(column) : constant;
            return text == null ? "" : text;
        }
    }

    static BoundField of(RowMapping.Field field, ResultSet rows) throws SQLException {
        List<Label> labels = new ArrayList<>();
        for (String name : field.metric().labels()) {
            String constant = field.constant(name);
            labels.add(new Label(constant, constant == null ? rows.findColumn(name) : 0));
        }
        Column column = field.column();
        if (column == null) {
            return new BoundField(field.metric(), null, 0, false, labels);
        }
        int value = rows.findColumn(column.name());
        int type = rows.getMetaData().getColumnType(value);
        return new BoundField(field.metric(), column, value, type == Types.BIT || type == Types.BOOLEAN, labels);
    }

    /** Null for NULL, and for NaN, which is no measurement either. */
    @Nullable
    Sample sample(ResultSet row) throws SQLException {
        double number = 1;
        if (unit != null) {
            number = bool ? (row.getBoolean(value) ? 1 : 0) : row.getDouble(value);
            if (row.wasNull() || Double.isNaN(number)) {
                return null;
            }
            number = unit.toBase(number);
        }
        List<String> values = new ArrayList<>(labels.size());
        for (Label label : labels) {
            values.add(label.of(row));
        }
        return new Value(metric, values, number);
    }
}
