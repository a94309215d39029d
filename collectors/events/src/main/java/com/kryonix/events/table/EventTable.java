package com.kryonix.events.table;

import com.kryonix.collector.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of an append-only table: its columns, its labels, its families. A family's labels are those of its
 * metric, found here by name.
 */
public final class EventTable {
    private final Place place;
    private final String name;
    private final Advice advice;
    private final List<Column> columns;
    private final List<Label> labels;
    private final List<Family> families;
    private final List<Group> groups;
    private final List<RowGauge> gauges;

    /**
     * Where the rows are.
     *
     * @param timeColumn has the time at which a row was written
     * @param key tells rows apart, where they are updated; null: they are only ever added
     */
    public record Place(
            String schema,
            String relation,
            String timeColumn,
            @Nullable Column key) {}

    /**
     * What is made of the rows.
     *
     * @param gauges of the rows that there are now, and which rows
     */
    public record Series(List<Family> families, Map<Metric, Condition> gauges) {}

    /**
     * What to do when the table is not as declared.
     *
     * @param missing when it is not there: {@code run ...}
     * @param otherwise after what to do with a column: {@code , or ...}
     */
    public record Advice(String missing, String otherwise) {}

    /**
     * @param name the tail's
     * @throws IllegalArgumentException when a family has a label that is not declared
     */
    public EventTable(Place place, String name, Advice advice, Columns columns, List<Label> labels, Series series) {
        this.place = place;
        this.name = name;
        this.advice = advice;
        this.columns = columns.list();
        this.labels = List.copyOf(labels);
        this.families = List.copyOf(series.families);
        Map<List<Integer>, List<Family>> byLabels = new LinkedHashMap<>();
        families.forEach(family -> byLabels.computeIfAbsent(places(family.metric()), places -> new ArrayList<>())
                .add(family));
        this.groups = byLabels.entrySet().stream()
                .map(entry -> new Group(entry.getKey(), entry.getValue()))
                .toList();
        this.gauges = series.gauges.entrySet().stream()
                .map(gauge -> new RowGauge(gauge.getKey(), gauge.getValue(), this.labels, places(gauge.getKey())))
                .toList();
    }

    private List<Integer> places(Metric metric) {
        List<Integer> places = new ArrayList<>();
        for (String wanted : metric.labels()) {
            int place = labels.stream().map(Label::name).toList().indexOf(wanted);
            if (place < 0) {
                throw new IllegalArgumentException(metric.name() + ": " + this + " declares no label " + wanted);
            }
            places.add(place);
        }
        return places;
    }

    public String schema() {
        return place.schema;
    }

    /** The table's name, without its schema. */
    public String relation() {
        return place.relation;
    }

    /** What to do when the table is not as declared. */
    public Advice advice() {
        return advice;
    }

    /** The tail's: what its own series and its checkpoints are called by. */
    public String name() {
        return name;
    }

    public String timeColumn() {
        return place.timeColumn;
    }

    public List<Column> columns() {
        return columns;
    }

    public List<Metric> metrics() {
        return Stream.concat(
                        families.stream().map(Family::metric), gauges.stream().map(RowGauge::metric))
                .toList();
    }

    /** Which rows its families and its gauges are of. */
    public Stream<Condition> conditions() {
        return Stream.concat(
                families.stream().map(Family::where), gauges.stream().map(RowGauge::condition));
    }

    /** The column by which a row is counted once, where rows are updated; null where they are only ever added. */
    public @Nullable Column key() {
        return place.key;
    }

    /** How many rows there are. */
    public List<RowGauge> gauges() {
        return gauges;
    }

    List<Label> labels() {
        return labels;
    }

    public List<Family> families() {
        return families;
    }

    List<Group> groups() {
        return groups;
    }

    /** How many families share the labels of a group of {@link Counts}. */
    public int familiesOfGroup(int group) {
        return groups.get(group).families().size();
    }

    /** What a checkpoint's numbers mean: one of another shape cannot be applied. */
    public String shape() {
        return labels.stream().map(Label::shape).collect(Collectors.joining(",", "", ";"))
                + families.stream().map(Family::shape).collect(Collectors.joining(";"))
                + (place.key == null ? "" : ";key=" + place.key.name());
    }

    /** As SQL names it. */
    public String quoted() {
        return SqlName.quoted(place.schema) + "." + SqlName.quoted(place.relation);
    }

    @Override
    public String toString() {
        return place.schema + "." + place.relation;
    }
}
