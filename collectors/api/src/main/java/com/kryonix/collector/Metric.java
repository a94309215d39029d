package com.kryonix.collector;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A metric family's identity, declared once, beside the column or field it comes from. The constructor refuses what
 * {@code promtool check metrics} would.
 *
 * @param name as Prometheus sees it: a counter's with {@code _total}, an info's with {@code _info}
 * @param unit what the name says it is
 * @param help one sentence that names the source (view and column, INFO field)
 * @param labels label names, in the order in which samples give their values
 * @param aliases other exporters' names for the same value
 */
public record Metric(String name, Kind kind, Unit unit, String help, List<String> labels, List<Alias> aliases) {
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*");
    private static final Pattern TYPE_IN_NAME = Pattern.compile(".*_(counter|gauge|histogram|summary|untyped)(_.*|$)");
    private static final Pattern RESERVED = Pattern.compile(".*_(bucket|count|sum)$");

    public Metric {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(unit, "unit");
        labels = List.copyOf(labels);
        aliases = List.copyOf(aliases);
        refuse(name, !NAME.matcher(name).matches(), "names are lower-case letters, digits and _");
        refuse(name, help.isBlank() || help.equals(name), "help must say what it is and where it comes from");
        String wrongUnit = WrongUnit.in(name);
        if (wrongUnit != null) {
            refuse(name, true, wrongUnit + ": use base units: seconds, bytes, ratio");
        }
        refuse(name, unit != Unit.of(name), "its name says " + Unit.of(name) + ", not " + unit);
        boolean total = name.endsWith("_total");
        refuse(name, kind == Kind.COUNTER && !total, "a counter's name ends in _total");
        refuse(name, kind != Kind.COUNTER && kind != Kind.UNKNOWN && total, "only a counter's name ends in _total");
        refuse(name, (kind == Kind.INFO) != name.endsWith("_info") && kind == Kind.INFO, "ends in _info");
        refuse(name, TYPE_IN_NAME.matcher(name).matches(), "a name does not hold a type");
        if (kind != Kind.UNKNOWN) {
            refuse(
                    name,
                    RESERVED.matcher(name).matches(),
                    "_bucket, _count and _sum belong to histograms; use UNKNOWN");
        }
        checkLabels(name, labels);
        boolean oneValue = kind == Kind.COUNTER || kind == Kind.GAUGE || kind == Kind.UNKNOWN || kind == Kind.INFO;
        refuse(name, !oneValue && !aliases.isEmpty(), "a histogram has no aliases");
    }

    public static Metric counter(String name, String help, String... labels) {
        return of(name, Kind.COUNTER, help, labels);
    }

    public static Metric gauge(String name, String help, String... labels) {
        return of(name, Kind.GAUGE, help, labels);
    }

    public static Metric histogram(String name, String help, String... labels) {
        return of(name, Kind.HISTOGRAM, help, labels);
    }

    public static Metric gaugeHistogram(String name, String help, String... labels) {
        return of(name, Kind.GAUGE_HISTOGRAM, help, labels);
    }

    public static Metric info(String name, String help, String... labels) {
        return of(name, Kind.INFO, help, labels);
    }

    public static Metric unknown(String name, String help, String... labels) {
        return of(name, Kind.UNKNOWN, help, labels);
    }

    private static Metric of(String name, Kind kind, String help, String... labels) {
        return new Metric(name, kind, Unit.of(name), help, List.of(labels), List.of());
    }

    /** This metric, also under postgres_exporter's name for it. */
    public Metric orPostgresExporter(String alias, Kind aliasKind, double factor) {
        return with(new Alias(Alias.POSTGRES_EXPORTER, alias, aliasKind, factor));
    }

    /** This metric, also under redis_exporter's name for it. */
    public Metric orRedisExporter(String alias, Kind aliasKind, double factor) {
        return with(new Alias(Alias.REDIS_EXPORTER, alias, aliasKind, factor));
    }

    private Metric with(Alias alias) {
        List<Alias> more = new ArrayList<>(aliases);
        more.add(alias);
        return new Metric(name, kind, unit, help, labels, more);
    }

    private static void checkLabels(String name, List<String> labels) {
        Set<String> seen = new HashSet<>();
        for (String label : labels) {
            refuse(name, !NAME.matcher(label).matches() || label.startsWith("__"), "label name " + label);
            refuse(name, Set.of("le", "quantile", "type").contains(label), "label " + label + " is not ours to use");
            refuse(name, !seen.add(label), "label " + label + " twice");
        }
    }

    private static void refuse(String name, boolean wrong, String why) {
        if (wrong) {
            throw new IllegalArgumentException("metric " + name + ": " + why);
        }
    }
}
