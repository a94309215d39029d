package com.kryonix.exporter.config;

import com.kryonix.collector.Catalogue;
import com.kryonix.collector.Collector;
import com.kryonix.events.EventsCatalogue;
import com.kryonix.events.table.EventTable;
import com.kryonix.postgres.PostgresCatalogue;
import com.kryonix.postgres.PostgresOptions;
import com.kryonix.redis.RedisCatalogue;
import java.util.ArrayList;
import java.util.List;

/** The collectors that a configuration may name, in the catalogues' order. */
final class CollectorNames {
    private CollectorNames() {}

    /** A PostgreSQL server's and those of its event tables. */
    static List<String> postgres(List<EventTable> tables) {
        List<String> names = new ArrayList<>(of(PostgresCatalogue.create(PostgresOptions.defaults())));
        names.addAll(of(EventsCatalogue.create(tables)));
        return names;
    }

    static List<String> redis() {
        return of(RedisCatalogue.create());
    }

    private static List<String> of(Catalogue<?> catalogue) {
        return catalogue.collectors().stream().map(Collector::name).toList();
    }
}
