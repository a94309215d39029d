package com.kryonix.events;

import com.kryonix.collector.Collector;
import com.kryonix.collector.FailureKind;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Reading;
import com.kryonix.collector.Requirement;
import com.kryonix.collector.Scrape;
import com.kryonix.events.reading.Inspection;
import com.kryonix.events.reading.TailUnavailable;
import com.kryonix.events.table.EventTable;
import java.util.List;
import java.util.Optional;

/**
 * The families of one event table, out of memory. Nothing until its tail has caught up.
 *
 * @param required whether it fails when the table is missing; if not, it is skipped
 */
record TableCollector(EventTable table, boolean required) implements Collector<EventTails> {
    @Override
    public String name() {
        return table.name();
    }

    @Override
    public List<Metric> metrics() {
        return table.metrics();
    }

    @Override
    public Requirement requirement() {
        return facts -> required || facts.grants().contains(table.toString())
                ? Optional.empty()
                : Optional.of(Inspection.missing(table));
    }

    @Override
    public Reading collect(EventTails tails, Scrape scrape) throws TailUnavailable {
        TailSlot slot = tails.slot(table);
        if (required && slot != null && slot.absent()) {
            throw new TailUnavailable(FailureKind.QUERY, Inspection.missing(table));
        }
        return slot == null ? Reading.of() : Reading.of(slot.samples());
    }
}
