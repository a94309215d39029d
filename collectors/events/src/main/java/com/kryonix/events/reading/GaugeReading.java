package com.kryonix.events.reading;

import com.kryonix.events.table.EventTable;
import com.kryonix.events.table.RowGauge;
import java.sql.SQLException;

/** Asks the server how many rows there are. */
final class GaugeReading {
    private GaugeReading() {}

    /** Adds up what the server counts, by the columns of the gauge's labels. */
    static void read(TailConnection connection, EventTable table, RowGauge gauge, RowGauge.Sums into)
            throws SQLException {
        RowCells cells = RowCells.of(table, gauge.columns(), connection.server().encoding());
        StringBuilder groups = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            groups.append(i == 0 ? " GROUP BY " : ", ").append(i + 2);
        }
        String query =
                "SELECT count(*)" + cells.select() + " FROM " + table.quoted() + " WHERE " + gauge.where() + groups;
        BinaryRows.read(connection, query, 1 + cells.size(), fields -> {
            fields.getInt();
            long count = fields.getLong();
            cells.of(fields);
            into.add(cells.row(), count);
        });
    }
}
