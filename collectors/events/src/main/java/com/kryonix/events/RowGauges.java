package com.kryonix.events;

import com.kryonix.collector.Sample;
import com.kryonix.events.reading.RowCells;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.table.Admissions;
import com.kryonix.events.table.EventTable;
import com.kryonix.events.table.RowGauge;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A table's gauges: what the server counted last. One thread reads, any may look. */
final class RowGauges {
    private final TailConnection connection;
    private final EventTable table;
    private final Map<RowGauge, Map<List<String>, Long>> last = new HashMap<>();
    private volatile List<Sample> samples = List.of();

    RowGauges(TailConnection connection, EventTable table) {
        this.connection = connection;
        this.table = table;
    }

    /** Asks the server. */
    void read(Admissions admissions) throws SQLException {
        List<Sample> read = new ArrayList<>();
        for (RowGauge gauge : table.gauges()) {
            RowGauge.Sums sums = gauge.sums(admissions, last.getOrDefault(gauge, Map.of()));
            RowCells cells = RowCells.of(table, gauge.columns());
            try (PreparedStatement statement = connection.jdbc().prepareStatement(sql(gauge));
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    sums.add(cells.row(row), row.getLong(1));
                }
            }
            last.put(gauge, sums.byLabels());
            read.addAll(sums.samples());
        }
        samples = read;
    }

    private String sql(RowGauge gauge) {
        StringBuilder columns = new StringBuilder();
        StringBuilder groups = new StringBuilder();
        for (int i = 0; i < gauge.columns().size(); i++) {
            columns.append(", ").append(gauge.columns().get(i).quoted());
            groups.append(i == 0 ? " GROUP BY " : ", ").append(i + 2);
        }
        return "SELECT count(*)" + columns + " FROM " + table.quoted() + " WHERE " + gauge.where() + groups
                + TailConnection.MARK;
    }

    List<Sample> samples() {
        return samples;
    }
}
