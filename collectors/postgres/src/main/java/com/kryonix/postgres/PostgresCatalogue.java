package com.kryonix.postgres;

import com.kryonix.collector.Catalogue;
import com.kryonix.collector.Collector;
import com.kryonix.postgres.statements.StatementsCollector;
import com.kryonix.postgres.subject.Activity;
import com.kryonix.postgres.subject.ClientActivity;
import com.kryonix.postgres.subject.Connections;
import com.kryonix.postgres.subject.DatabaseConflicts;
import com.kryonix.postgres.subject.DatabaseSizes;
import com.kryonix.postgres.subject.Databases;
import com.kryonix.postgres.subject.Extensions;
import com.kryonix.postgres.subject.Roles;
import com.kryonix.postgres.subject.Server;
import com.kryonix.postgres.subject.Settings;
import com.kryonix.postgres.subject.TemporaryFiles;
import java.time.Duration;
import java.util.List;

/**
 * What is read of a PostgreSQL server, in order, and what wraps it. Every read is one statement; what changes slowly
 * or costs the server much is cached: walking the files for the sizes is most of what a scrape would cost it.
 */
public final class PostgresCatalogue {
    private static final Duration SELDOM = Duration.ofMinutes(5);
    private static final Duration NOW_AND_THEN = Duration.ofMinutes(1);
    private static final int DATABASES = 200;

    private PostgresCatalogue() {}

    /** Fresh collectors for one target: limits and caches belong to it. */
    public static Catalogue<PostgresServer> create(PostgresOptions options) {
        List<Collector<PostgresServer>> collectors = List.of(
                Server.COLLECTOR,
                Extensions.COLLECTOR.cappedAt(100).cachedFor(NOW_AND_THEN),
                Settings.collector().cachedFor(NOW_AND_THEN),
                Databases.COLLECTOR.cappedAt(DATABASES),
                DatabaseConflicts.collector(options.postgresExporterNames()).cappedAt(DATABASES * 6),
                DatabaseSizes.COLLECTOR.cappedAt(DATABASES).cachedFor(SELDOM),
                Roles.COLLECTOR.cappedAt(DATABASES).cachedFor(SELDOM),
                new Activity(activity(options)),
                Connections.COLLECTOR,
                TemporaryFiles.COLLECTOR.cappedAt(100),
                new StatementsCollector(options.statements(), options.postgresExporterNames()));
        return new Catalogue<>("postgres", collectors);
    }

    private static ClientActivity activity(PostgresOptions options) {
        if (options.activityByClient()) {
            return ClientActivity.BY_CLIENT;
        }
        return options.postgresExporterNames() ? ClientActivity.BY_STATE : ClientActivity.NONE;
    }
}
