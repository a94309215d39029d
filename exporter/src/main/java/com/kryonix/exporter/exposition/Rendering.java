package com.kryonix.exporter.exposition;

import com.kryonix.collector.Buckets;
import com.kryonix.collector.HistogramValue;
import com.kryonix.collector.Kind;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Unit;
import com.kryonix.collector.Value;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Families in the terms of Prometheus' client library. One instance belongs to one page. */
final class Rendering {
    private final Families families;
    private final Format format;
    private final Map<Buckets, String[]> bounds = new HashMap<>();

    Rendering(Families families, Format format) {
        this.families = families;
        this.format = format;
    }

    MetricFamilySamples of(Family family) {
        List<MetricFamilySamples.Sample> samples = new ArrayList<>(size(family));
        Labels labels = new Labels(family.labels());
        for (Family.Part part : family.parts()) {
            for (Sample sample : part.samples()) {
                List<String> values = labels.values(part.server(), sample.labelValues());
                if (sample instanceof Value value) {
                    samples.add(new MetricFamilySamples.Sample(
                            family.name(), family.labels(), values, value.value() * part.factor()));
                } else if (sample instanceof HistogramValue histogram) {
                    histogram(family, labels, values, histogram, samples);
                }
            }
        }
        Kind kind = exposedKind(family);
        String name = familyName(family.name(), kind);
        return new MetricFamilySamples(name, unit(family, name), type(kind), family.help(), samples);
    }

    /** OpenMetrics wants it to be the name's ending, which it is not where a counter goes without its type. */
    private static String unit(Family family, String name) {
        String unit = family.unit().name().toLowerCase(Locale.ROOT);
        return family.unit() != Unit.NONE && name.endsWith("_" + unit) ? unit : "";
    }

    /**
     * OpenMetrics names a counter's family without {@code _total}, and no two families alike: where an alias has just
     * that name (an un-suffixed counter of another exporter), ours goes without its type there.
     */
    private Kind exposedKind(Family family) {
        Kind kind = family.kind();
        String name = familyName(family.name(), kind);
        boolean taken = !name.equals(family.name()) && families.contains(name);
        return format == Format.OPENMETRICS && taken ? Kind.UNKNOWN : kind;
    }

    private static String familyName(String name, Kind kind) {
        return switch (kind) {
            case COUNTER -> name.substring(0, name.length() - "_total".length());
            case INFO -> name.substring(0, name.length() - "_info".length());
            case GAUGE, HISTOGRAM, GAUGE_HISTOGRAM, UNKNOWN -> name;
        };
    }

    private static Collector.Type type(Kind kind) {
        return switch (kind) {
            case COUNTER -> Collector.Type.COUNTER;
            case GAUGE -> Collector.Type.GAUGE;
            case HISTOGRAM -> Collector.Type.HISTOGRAM;
            case GAUGE_HISTOGRAM -> Collector.Type.GAUGE_HISTOGRAM;
            case INFO -> Collector.Type.INFO;
            case UNKNOWN -> Collector.Type.UNKNOWN;
        };
    }

    private static int size(Family family) {
        int size = 0;
        for (Family.Part part : family.parts()) {
            size += part.samples().size();
        }
        return size;
    }

    private void histogram(
            Family family,
            Labels labels,
            List<String> values,
            HistogramValue histogram,
            List<MetricFamilySamples.Sample> samples) {
        boolean gauge = family.kind() == Kind.GAUGE_HISTOGRAM;
        String bucket = family.name() + "_bucket";
        String[] upTo = bounds.computeIfAbsent(histogram.buckets(), Rendering::bounds);
        for (int i = 0; i < upTo.length; i++) {
            samples.add(new MetricFamilySamples.Sample(
                    bucket, labels.withBound(), Labels.plus(values, upTo[i]), (double) histogram.cumulativeCount(i)));
        }
        samples.add(new MetricFamilySamples.Sample(
                family.name() + (gauge ? "_gcount" : "_count"), family.labels(), values, (double) histogram.count()));
        samples.add(new MetricFamilySamples.Sample(
                family.name() + (gauge ? "_gsum" : "_sum"), family.labels(), values, histogram.sum()));
    }

    private static String[] bounds(Buckets buckets) {
        String[] upTo = new String[buckets.size()];
        for (int i = 0; i < upTo.length; i++) {
            upTo[i] = Collector.doubleToGoString(buckets.bound(i));
        }
        return upTo;
    }

    /** Label names of one family, shared by all of its samples. */
    private record Labels(List<String> names, List<String> withBound) {
        Labels(List<String> names) {
            this(names, plus(names, "le"));
        }

        List<String> values(Optional<String> server, List<String> own) {
            if (server.isEmpty()) {
                return own;
            }
            List<String> values = new ArrayList<>(own.size() + 1);
            values.add(server.get());
            values.addAll(own);
            return values;
        }

        static List<String> plus(List<String> some, String last) {
            List<String> all = new ArrayList<>(some.size() + 1);
            all.addAll(some);
            all.add(last);
            return all;
        }
    }
}
