package com.kryonix.events;

import com.kryonix.collector.HistogramValue;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Value;
import com.kryonix.events.checkpoint.Checkpoint;
import com.kryonix.events.checkpoint.Origin;
import com.kryonix.events.fold.TailState;
import com.kryonix.events.fold.Triple;
import com.kryonix.events.reading.Patience;
import com.kryonix.events.reading.TableReading;
import com.kryonix.events.reading.TableReplaced;
import com.kryonix.events.reading.TableShape;
import com.kryonix.events.reading.TailConnection;
import com.kryonix.events.table.Births;
import com.kryonix.events.table.Counts;
import com.kryonix.events.table.EventTable;
import com.kryonix.events.table.Exposure;
import com.kryonix.events.table.RowCounter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint says was counted, beside the rows that it is about, read and counted once more: exactly those,
 * however many were written since, since each row tells its transaction.
 *
 * @param counted by the tail
 * @param there in the table
 * @param differing the series that have another value, since a row too many may make up for one too few; of a table
 *     with a key, none: a row was counted with the values that it had then
 */
public record Audit(long counted, long there, List<Difference> differing) {
    public Audit {
        differing = List.copyOf(differing);
    }

    /** A series, with how often it was observed, or how much it is, by the tail and in the table. */
    public record Difference(String series, double counted, double there) {}

    /** It reads the whole table. */
    static Audit of(TailConnection connection, EventTable table, TableShape shape, Checkpoint checkpoint)
            throws SQLException, TableReplaced {
        Counts counts = new Counts(table);
        RowCounter counter = new RowCounter(table, checkpoint.admissions());
        try (TableReading reading = TableReading.begin(connection, table, shape, Patience.unhurried())) {
            TableReading.Sink sink = (time, rawXmin, cells) -> {
                if (table.key() == null
                        ? byTransaction(checkpoint, reading.snapshot().xid8(rawXmin), time)
                        : byTime(checkpoint.origin(), reading.snapshot().xid8(rawXmin), time)) {
                    counter.add(cells.row(), counts);
                }
            };
            reading.rowsFrom(TailState.NO_TIME, sink);
            reading.rowsWithoutTime(sink);
        }
        List<Difference> differing = table.key() == null ? differing(table, shape, checkpoint, counts) : List.of();
        return new Audit(checkpoint.settled().rows(), counts.rows(), differing);
    }

    private static boolean byTransaction(Checkpoint checkpoint, long xid, long time) {
        if (xid >= checkpoint.state().horizon()) {
            return false;
        }
        for (Triple triple : checkpoint.state().triples()) {
            // Left to the slow pass that comes next.
            if (xid >= triple.from() && xid < triple.to() && time < triple.bound()) {
                return false;
            }
        }
        return xid >= checkpoint.origin().horizon() || isFrom(checkpoint.origin(), time);
    }

    private static boolean byTime(Origin origin, long xid, long time) {
        Long from = origin.from();
        if (from == null || from == TailState.NO_TIME) {
            return true;
        }
        return time == TailState.NO_TIME ? xid >= origin.horizon() : time >= from;
    }

    /** A row without a time belongs to all times. */
    private static boolean isFrom(Origin origin, long time) {
        Long from = origin.from();
        return from != null && (time >= from || time == TailState.NO_TIME);
    }

    private static List<Difference> differing(EventTable table, TableShape shape, Checkpoint checkpoint, Counts there) {
        Map<String, Sample> counted = samples(table, shape, checkpoint, checkpoint.settled());
        Map<String, Sample> found = samples(table, shape, checkpoint, there);
        Set<String> all = new TreeSet<>(counted.keySet());
        all.addAll(found.keySet());
        List<Difference> differing = new ArrayList<>();
        for (String series : all) {
            Sample one = counted.get(series);
            Sample other = found.get(series);
            boolean sameNumber = number(one) == number(other);
            if (!sameNumber) {
                differing.add(new Difference(series, number(one), number(other)));
            } else if (one != null && other != null && !one.equals(other)) {
                differing.add(new Difference(series + ", its sum or buckets", sum(one), sum(other)));
            }
        }
        return differing;
    }

    private static Map<String, Sample> samples(
            EventTable table, TableShape shape, Checkpoint checkpoint, Counts counts) {
        Map<String, Sample> samples = new HashMap<>();
        new Exposure(table, shape.columns())
                .samples(checkpoint.admissions(), counts, new Counts(table), new Births(table, 0))
                .forEach(sample -> samples.put(name(sample), sample));
        return samples;
    }

    private static String name(Sample sample) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < sample.labelValues().size(); i++) {
            labels.add(sample.metric().labels().get(i) + "=\""
                    + sample.labelValues().get(i) + "\"");
        }
        return sample.metric().name() + (labels.isEmpty() ? "" : "{" + String.join(",", labels) + "}");
    }

    /** A series that is not there has seen nothing. */
    private static double number(@Nullable Sample sample) {
        if (sample instanceof HistogramValue histogram) {
            return histogram.count();
        }
        return sample instanceof Value value ? value.value() : 0;
    }

    private static double sum(Sample sample) {
        return sample instanceof HistogramValue histogram ? histogram.sum() : number(sample);
    }
}
