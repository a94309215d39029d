package com.kryonix.events;

import com.kryonix.collector.Sample;
import com.kryonix.events.reading.GaugeReading;
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
            GaugeReading.read(connection, table, gauge, sums);
            last.put(gauge, sums.byLabels());
            read.addAll(sums.samples());
        }
        samples = read;
    }

    List<Sample> samples() {
        return samples;
    }
}
