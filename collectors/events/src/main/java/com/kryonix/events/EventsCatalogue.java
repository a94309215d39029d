package com.kryonix.events;

import com.kryonix.collector.Catalogue;
import com.kryonix.collector.Collector;
import com.kryonix.events.table.ApiMetrics;
import com.kryonix.events.table.EventTable;
import java.util.ArrayList;
import java.util.List;

/** Every family that event tables give, in order. Its collectors only read memory. */
public final class EventsCatalogue {
    private EventsCatalogue() {}

    /** The built-in event tables. */
    public static List<EventTable> tables() {
        return List.of(ApiMetrics.table());
    }

    public static Catalogue<EventTails> create() {
        return create(tables());
    }

    /** The same for a database that is to have all tables: one that is missing is a failure, where else it is skipped. */
    public static Catalogue<EventTails> required() {
        return of(tables(), true);
    }

    /** For these tables, and how their tails are doing. */
    public static Catalogue<EventTails> create(List<EventTable> tables) {
        return of(tables, false);
    }

    private static Catalogue<EventTails> of(List<EventTable> tables, boolean required) {
        List<Collector<EventTails>> collectors = new ArrayList<>();
        tables.forEach(table -> collectors.add(new TableCollector(table, required)));
        collectors.add(new TailCollector());
        return new Catalogue<>("events", collectors);
    }
}
