package com.kryonix.events;

import com.kryonix.collector.Catalogue;
import com.kryonix.collector.Collector;
import com.kryonix.collector.Metric;
import com.kryonix.events.declaration.Declarations;
import com.kryonix.events.declaration.TableOptions;
import com.kryonix.events.table.EventTable;
import java.util.ArrayList;
import java.util.List;

/** Every family that event tables give, in order. Its collectors only read memory. */
public final class EventsCatalogue {
    private EventsCatalogue() {}

    /** The platform's own event tables, as they are meant. */
    public static List<EventTable> tables() {
        return Declarations.platform(TableOptions.USUAL);
    }

    /**
     * One of them.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public static EventTable table(String name) {
        return tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no event table is called " + name));
    }

    /**
     * A family of the platform's tables.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public static Metric metric(String name) {
        return tables().stream()
                .flatMap(table -> table.metrics().stream())
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no event table gives " + name));
    }

    public static Catalogue<EventTails> create() {
        return create(tables());
    }

    /** For these tables, and how their tails are doing. One that is missing is skipped. */
    public static Catalogue<EventTails> create(List<EventTable> tables) {
        return create(tables, List.of());
    }

    /** @param required tables that are to be there: one that is missing is a failure */
    public static Catalogue<EventTails> create(List<EventTable> tables, List<EventTable> required) {
        List<Collector<EventTails>> collectors = new ArrayList<>();
        tables.forEach(table -> collectors.add(new TableCollector(table, false)));
        required.forEach(table -> collectors.add(new TableCollector(table, true)));
        collectors.add(new TailCollector());
        collectors.add(new MaintenanceCollector());
        return new Catalogue<>("events", collectors);
    }
}
