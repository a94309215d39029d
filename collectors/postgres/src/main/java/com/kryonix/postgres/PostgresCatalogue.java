package com.kryonix.postgres;

import com.kryonix.collector.Catalogue;
import java.util.List;

/** What is read of a PostgreSQL server, in order. */
public final class PostgresCatalogue {
    private PostgresCatalogue() {}

    /** Fresh collectors for one target: limits and caches belong to it. */
    public static Catalogue<PostgresServer> create(PostgresOptions options) {
        return new Catalogue<>("postgres", List.of());
    }
}
