package com.kryonix.events;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Reading;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Scrape;
import java.util.ArrayList;
import java.util.List;

/**
 * How the tails are doing.
 *
 * <pre>
 * kryonix_tail_lag_seconds{table="api_metrics"} 3.2
 * kryonix_tail_late_rows_total{table="api_metrics"} 0
 * </pre>
 */
public final class TailCollector implements Collector<EventTails> {
    static final Metric ROWS = Metric.counter(
            "kryonix_tail_rows_total", "Rows counted from this event table, provisional ones too.", "table");
    static final Metric LATE = Metric.counter(
            "kryonix_tail_late_rows_total",
            "Rows that the slow pass found behind the bound of the quick fold, and counted.",
            "table");
    static final Metric SCANNED = Metric.counter(
            "kryonix_tail_scanned_rows_total", "Rows read from this event table since the exporter started.", "table");
    static final Metric FOLD = Metric.gauge(
            "kryonix_tail_fold_duration_seconds", "How long the last quick fold of this event table took.", "table");
    static final Metric HORIZON = Metric.gauge(
            "kryonix_tail_horizon_age_seconds",
            "For how long a transaction that is still open has kept rows provisional; 0 when none does.",
            "table");
    public static final Metric LAG = Metric.gauge(
            "kryonix_tail_lag_seconds", "How far behind now the counts of this event table may be.", "table");
    static final Metric PROVISIONAL = Metric.gauge(
            "kryonix_tail_provisional_rows", "Rows that are shown, and read again until they are settled.", "table");
    static final Metric CHECKPOINT = Metric.gauge(
            "kryonix_tail_checkpoint_age_seconds",
            "Time since the last checkpoint; one is written after something was counted, else about once an hour.",
            "table");
    static final Metric HISTORY = Metric.gauge(
            "kryonix_tail_history_progress_ratio",
            "About which share of the rows that were there before is counted; only while they are, since nothing else of this"
                    + " event table is shown then.",
            "table");
    static final Metric SERIES =
            Metric.gauge("kryonix_tail_series", "Series, histograms as one, of this event table.", "table");
    static final Metric OTHER = Metric.gauge(
            "kryonix_tail_other_ratio",
            "Share of this event table's rows with a label value beyond its limit, counted as other.",
            "table");

    @Override
    public String name() {
        return "tail";
    }

    @Override
    public List<Metric> metrics() {
        return List.of(ROWS, LATE, SCANNED, FOLD, HORIZON, LAG, PROVISIONAL, CHECKPOINT, HISTORY, SERIES, OTHER);
    }

    @Override
    public Reading collect(EventTails tails, Scrape scrape) {
        List<Sample> samples = new ArrayList<>();
        for (TailSlot slot : tails.slots()) {
            if (!slot.absent()) {
                add(slot, samples);
            }
        }
        return Reading.of(samples);
    }

    private static void add(TailSlot slot, List<Sample> samples) {
        String table = slot.table().name();
        TailHealth.Report report = slot.health().report(System.nanoTime());
        samples.add(Sample.of(SCANNED, (double) report.scanned(), table));
        if (report.lag() >= 0) {
            samples.add(Sample.of(FOLD, report.fold(), table));
            samples.add(Sample.of(HORIZON, report.horizon(), table));
            samples.add(Sample.of(LAG, report.lag(), table));
        }
        if (report.checkpoint() >= 0) {
            samples.add(Sample.of(CHECKPOINT, report.checkpoint(), table));
        }
        if (report.history() >= 0) {
            samples.add(Sample.of(HISTORY, report.history(), table));
        }
        Ledger.Figures figures = slot.figures();
        if (figures == null) {
            return;
        }
        samples.add(Sample.of(ROWS, (double) figures.rows(), table));
        samples.add(Sample.of(LATE, (double) figures.late(), table));
        samples.add(Sample.of(PROVISIONAL, (double) figures.provisional(), table));
        samples.add(Sample.of(SERIES, (double) figures.series(), table));
        if (figures.rows() > 0) {
            samples.add(Sample.of(OTHER, (double) figures.overflowed() / figures.rows(), table));
        }
    }
}
