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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table's gauges: what the server counted last. One thread reads, any may look. */
final class RowGauges {
    private static final Logger LOG = LoggerFactory.getLogger(RowGauges.class);

    private final TailConnection connection;
    private final TailTarget target;
    private final EventTable table;
    private final TableShape shape;
    private final Patience patience;
    private final Map<RowGauge, Map<List<String>, Long>> last = new HashMap<>();
    private final Map<RowGauge, String> warned = new HashMap<>();
    private volatile List<Sample> samples = List.of();

    RowGauges(TailTarget target, TailConnection connection, TableShape shape, Patience patience) {
        this.connection = connection;
        this.target = target;
        this.table = target.table();
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
                try {
                    reading.count(gauge, sums);
                    last.put(gauge, sums.byLabels());
                    read.addAll(sums.samples());
                    warned.remove(gauge);
                } catch (SQLException e) {
                    leaveOut(gauge, e);
                }
            }
        }
        samples = read;
    }

    /** Counters do not stop for a gauge whose condition does not fit the table. */
    private void leaveOut(RowGauge gauge, SQLException e) throws SQLException {
        if (Troubles.breaksConnection(e) || Troubles.cancelled(e) || Troubles.lockedOut(e)) {
            throw e;
        }
        String what = String.valueOf(Troubles.of(table, e).getMessage());
        if (!what.equals(warned.put(gauge, what))) {
            LOG.warn(
                    "{}{}: {} is left out until it can be counted",
                    Troubles.title(target.name()),
                    what,
                    gauge.metric().name());
        }
    }

    List<Sample> samples() {
        return samples;
    }
}
