package com.kryonix.events;

import com.kryonix.collector.Sample;
import com.kryonix.events.reading.Patience;
import com.kryonix.events.reading.TableReading;
import com.kryonix.events.reading.TableReplaced;
import com.kryonix.events.reading.TableShape;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.table.Admissions;
import com.kryonix.events.table.EventTable;
import com.kryonix.events.table.RowGauge;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A table's gauges: what the server counted last. One thread reads, any may look. */
final class RowGauges {
    private final TailConnection connection;
    private final EventTable table;
    private final TableShape shape;
    private final Patience patience;
    private final Map<RowGauge, Map<List<String>, Long>> last = new HashMap<>();
    private volatile List<Sample> samples = List.of();

    RowGauges(TailConnection connection, EventTable table, TableShape shape, Patience patience) {
        this.connection = connection;
        this.table = table;
        this.shape = shape;
        this.patience = patience;
    }

    /** Asks the server, for all of them at one time. */
    void read(Admissions admissions) throws SQLException, TableReplaced {
        if (table.gauges().isEmpty()) {
            return;
        }
        List<Sample> read = new ArrayList<>();
        try (TableReading reading = TableReading.begin(connection, table, shape, patience)) {
            for (RowGauge gauge : table.gauges()) {
                RowGauge.Sums sums = gauge.sums(admissions, last.getOrDefault(gauge, Map.of()));
                reading.count(gauge, sums);
                last.put(gauge, sums.byLabels());
                read.addAll(sums.samples());
            }
        }
        samples = read;
    }

    List<Sample> samples() {
        return samples;
    }
}
