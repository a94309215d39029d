package com.kryonix.dashboards.overview;

import static com.kryonix.dashboards.overview.ApiMetrics.REQUESTS;

import com.kryonix.dashboards.Dashboard;
import com.kryonix.dashboards.Row;
import com.kryonix.exporter.exposition.ExporterMetrics;
import java.util.List;

/** The page to open first. */
public final class Overview {
    private Overview() {}

    public static Dashboard dashboard() {
        return new Dashboard(
                "kryonix-overview",
                "Kryonix overview",
                "The platform's response times, errors, cache and throughput, and the servers behind them.",
                List.of("kryonix", "performance"),
                Chosen.variables(ExporterMetrics.SOURCE_UP, REQUESTS),
                List.of(broken(), attention(), where(), servers(), trust()));
    }

    private static Row broken() {
        return Row.of("Is it broken?")
                .with(6, 4, ApiCards.responseTime())
                .with(6, 4, ApiCards.errorRate())
                .with(6, 4, CachePanels.hitRate())
                .with(6, 4, ApiCards.throughput())
                .with(12, 3, ExporterPanels.up())
                .with(6, 3, ExporterPanels.alerts())
                .with(6, 3, ApiCards.requests());
    }

    private static Row attention() {
        return Row.of("What needs attention?")
                .with(12, 8, ApiPanels.responseTimes())
                .with(12, 8, ApiPanels.throughputByStatus())
                .with(12, 8, ApiPanels.errorRates())
                .with(12, 8, CachePanels.hits());
    }

    private static Row where() {
        return Row.of("Where is the time spent?")
                .with(12, 9, ApiPanels.slowestEndpoints())
                .with(12, 9, StatementPanels.slowest());
    }

    private static Row servers() {
        return Row.of("Is it PostgreSQL or Redis?")
                .with(8, 7, ServerPanels.sessions())
                .with(8, 7, ServerPanels.transactions())
                .with(8, 7, ServerPanels.buffers())
                .with(8, 7, ServerPanels.redisMemory())
                .with(8, 7, ServerPanels.redisClients())
                .with(8, 7, ServerPanels.redisCommands());
    }

    private static Row trust() {
        return Row.of("Can these numbers be trusted?")
                .with(8, 6, ExporterPanels.lag())
                .with(8, 6, ExporterPanels.scrapes())
                .with(8, 6, ExporterPanels.failures());
    }
}
