package com.kryonix.exporter;

import com.codahale.metrics.MetricRegistry;
import com.kryonix.collector.Catalogue;
import com.kryonix.collector.Collector;
import com.kryonix.collector.Source;
import com.kryonix.events.EventTails;
import com.kryonix.events.EventsCatalogue;
import com.kryonix.events.maintenance.HourlyMaintenance;
import com.kryonix.exporter.config.CollectorChoice;
import com.kryonix.exporter.config.Compatibility;
import com.kryonix.exporter.config.EventsConfig;
import com.kryonix.exporter.config.ExporterConfig;
import com.kryonix.exporter.config.PostgresTarget;
import com.kryonix.exporter.config.RedisTarget;
import com.kryonix.exporter.engine.Target;
import com.kryonix.postgres.PostgresCatalogue;
import com.kryonix.postgres.PostgresOptions;
import com.kryonix.postgres.PostgresPool;
import com.kryonix.postgres.PostgresServer;
import com.kryonix.postgres.PostgresSettings;
import com.kryonix.postgres.statements.StatementsOptions;
import com.kryonix.redis.RedisCatalogue;
import com.kryonix.redis.RedisServer;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The configured servers. Opening them connects to none: a server that is down is found down by each scrape. */
public final class Sources implements AutoCloseable {
    private final List<Target<?>> targets = new ArrayList<>();
    private final List<EventTails> tails = new ArrayList<>();
    private final List<Maintained> maintained = new ArrayList<>();
    private final List<Runnable> toClose = new ArrayList<>();

    private Sources() {}

    /** @param pools where the connection pools register their figures */
    public static Sources open(ExporterConfig config, MetricRegistry pools) {
        Sources sources = new Sources();
        boolean names = config.compatibility().contains(Compatibility.POSTGRES_EXPORTER);
        config.postgres().forEach(target -> sources.openPostgres(target, names, pools));
        config.redis().forEach(sources::openRedis);
        return sources;
    }

    private void openPostgres(PostgresTarget target, boolean postgresExporterNames, MetricRegistry pools) {
        PostgresSettings settings = target.settings();
        PostgresServer server = opened(PostgresServer.open(settings, pools));
        targets.add(chosen(
                target.name(),
                server,
                PostgresCatalogue.create(new PostgresOptions(postgresExporterNames, false, statements(target))),
                target.collectors()));
        if (target.events().enabled() != EventsConfig.Switch.FALSE) {
            HikariDataSource pool = PostgresPool.forTail(settings, pools);
            EventTails tail = EventTails.of(
                    target.name(),
                    pool,
                    target.events().settings(),
                    target.events().allTables());
            toClose.add(() -> {
                tail.close();
                pool.close();
            });
            tails.add(tail);
            maintained.add(new Maintained(target, tail));
            targets.add(chosen(target.name(), tail, tables(target.events()), target.collectors()));
        }
    }

    /** A table that the user declared is to be there, and the platform's are if the user says so. */
    private static Catalogue<EventTails> tables(EventsConfig events) {
        return events.enabled() == EventsConfig.Switch.TRUE
                ? EventsCatalogue.create(List.of(), events.allTables())
                : EventsCatalogue.create(
                        events.tables().platform(), events.tables().own());
    }

    private static StatementsOptions statements(PostgresTarget target) {
        return StatementsOptions.top(target.statements().top())
                .withTextLength(target.statements().textLength());
    }

    private void openRedis(RedisTarget target) {
        RedisServer server = opened(RedisServer.open(target.settings()));
        targets.add(chosen(target.name(), server, RedisCatalogue.create(), target.collectors()));
    }

    private static <S extends Source> Target<S> chosen(
            String name, S source, Catalogue<S> catalogue, CollectorChoice choice) {
        return new Target<>(
                name,
                source,
                catalogue,
                catalogue.collectors().stream()
                        .map(Collector::name)
                        .filter(choice::enables)
                        .collect(Collectors.toSet()));
    }

    private <S extends Source> S opened(S source) {
        toClose.add(source::close);
        return source;
    }

    public List<Target<?>> targets() {
        return List.copyOf(targets);
    }

    /** Begins to fold the event tables in the background. */
    public void startTails() {
        tails.forEach(EventTails::start);
    }

    private record Maintained(PostgresTarget target, EventTails tail) {}

    /** Begins to maintain the event tables in the background, each hour; once. */
    public void startMaintenance() {
        maintained.forEach(this::startMaintenance);
    }

    /** On a connection of its own, which is there during a run alone: no tail waits for it. */
    private void startMaintenance(Maintained one) {
        PostgresTarget target = one.target;
        HikariDataSource pool = PostgresPool.forTail(target.settings(), null);
        pool.getHikariConfigMXBean().setIdleTimeout(Duration.ofSeconds(10).toMillis());
        HourlyMaintenance hourly = new HourlyMaintenance(
                target.name(),
                pool,
                target.events().maintenancePlan(),
                one.tail.maintenance(),
                HourlyMaintenance.Pace.USUAL);
        toClose.add(() -> {
            hourly.close();
            pool.close();
        });
        hourly.start();
    }

    /** Ends the folds, each with a checkpoint; what was counted is still shown. A second time it does nothing. */
    public void stopTails() {
        AllAtOnce.run(
                "checkpoint", tails.stream().<Runnable>map(tail -> tail::close).toList());
    }

    /** All at the same time: one that hangs takes its patience from no other. */
    @Override
    public void close() {
        AllAtOnce.run("close", toClose);
    }
}
