package com.kryonix.postgres.statements;

import com.kryonix.collector.Metric;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Value;
import com.kryonix.postgres.statements.Owner.Database;
import com.kryonix.postgres.statements.Statement.Tracked;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/** Writes down what the accumulator and the texts hold, family by family. */
final class StatementSamples {
    private final List<Sample> samples;

    private StatementSamples(int expected) {
        this.samples = new ArrayList<>(expected);
    }

    static List<Sample> of(
            Layout layout, Accumulator accumulator, Texts texts, Health health, boolean postgresExporterNames) {
        List<Tracked> tracked = accumulator.membership().members().stream()
                .map(Statement::tracked)
                .filter(Objects::nonNull)
                .toList();
        List<Series> series =
                new ArrayList<>(tracked.stream().map(Tracked::series).toList());
        accumulator.owners().all().forEach(owner -> series.add(owner.other()));
        StatementSamples writer = new StatementSamples((layout.single().size() + 10) * series.size() + 50);
        writer.counters(layout, series);
        writer.gauges(layout, tracked);
        accumulator.owners().databases().forEach(writer::database);
        texts.known().forEach((queryid, text) -> writer.text(queryid, text, postgresExporterNames));
        writer.health(accumulator, health);
        writer.exporter(accumulator, texts);
        return writer.samples;
    }

    private void counters(Layout layout, List<Series> series) {
        series.forEach(Series::expose);
        for (Counter counter : layout.counters()) {
            for (Series one : series) {
                one.exposed(counter)
                        .ifPresent(value -> samples.add(
                                new Value(counter.metric(), one.labels(counter), value * counter.factor())));
            }
        }
    }

    private void gauges(Layout layout, List<Tracked> tracked) {
        for (Gauge gauge : layout.gauges()) {
            for (Tracked one : tracked) {
                one.figures()
                        .of(gauge)
                        .ifPresent(value -> samples.add(
                                new Value(gauge.metric(), one.series().labels(), value * gauge.factor())));
            }
        }
    }

    private void database(Database database) {
        samples.add(new Value(StatementMetrics.DATABASE_CALLS, database.labels(), database.calls()));
        samples.add(new Value(StatementMetrics.DATABASE_SECONDS, database.labels(), database.seconds()));
        samples.add(new Value(StatementMetrics.DATABASE_ROWS, database.labels(), database.rows()));
        samples.add(new Value(StatementMetrics.DATABASE_WAL, database.labels(), database.walBytes()));
    }

    private void text(long queryid, QueryText text, boolean postgresExporterNames) {
        String id = Long.toString(queryid);
        if (postgresExporterNames) {
            samples.add(Sample.of(StatementMetrics.QUERY_ID, 1, id, text.text()));
        }
        samples.add(Sample.info(StatementMetrics.QUERY_INFO, id, text.text(), text.command()));
    }

    private void health(Accumulator accumulator, Health health) {
        one(StatementMetrics.ENTRIES, (long) accumulator.entries());
        one(StatementMetrics.ENTRIES_LIMIT, health.entriesLimit());
        maybe(StatementMetrics.DEALLOCATIONS, health.deallocations());
        maybe(StatementMetrics.RESET, health.resetAt());
    }

    private void exporter(Accumulator accumulator, Texts texts) {
        Membership membership = accumulator.membership();
        one(StatementMetrics.TRACKED, (long) membership.members().size());
        one(StatementMetrics.ADMITTED, membership.admitted());
        one(StatementMetrics.RETIRED, membership.retired());
        maybe(StatementMetrics.COVERAGE, accumulator.coverage().ratio());
        one(StatementMetrics.TEXT_BYTES, texts.bytes());
        one(StatementMetrics.TEXT_READS, texts.reads());
        one(StatementMetrics.TEXT_FAILURES, texts.failures());
    }

    private void one(Metric metric, long value) {
        one(metric, (double) value);
    }

    private void one(Metric metric, double value) {
        samples.add(Sample.of(metric, value));
    }

    private void maybe(Metric metric, OptionalDouble value) {
        value.ifPresent(present -> one(metric, present));
    }
}
