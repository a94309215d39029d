package com.kryonix.events;

import com.kryonix.collector.Catalogue;
import java.util.List;

/** Every family that event tables give, in order. Its collectors only read memory. */
public final class EventsCatalogue {
    private EventsCatalogue() {}

    public static Catalogue<EventTails> create() {
        return new Catalogue<>("events", List.of());
    }
}
