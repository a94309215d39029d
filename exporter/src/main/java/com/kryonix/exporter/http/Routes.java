package com.kryonix.exporter.http;

import com.kryonix.exporter.engine.Engine;
import com.kryonix.exporter.exposition.Exposition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Which path is answered by what. A path is matched whole: there are no prefixes and no files. */
final class Routes {
    private final Map<String, Route> quick;
    private final Map<String, Route> scrapes;

    Routes(HttpSettings settings, Engine engine, Exposition exposition, Supplier<String> config) {
        Scrapes pages = new Scrapes(engine, exposition, settings);
        this.scrapes = Map.of("/metrics", pages::metrics, "/probe", pages::probe);
        this.quick = Map.of(
                "/", new LandingPage(engine, settings.version()),
                "/sd", new Discovery(engine),
                "/-/healthy", request -> Reply.line(200, "healthy"),
                "/-/ready", request -> ready(engine),
                "/config", request -> Reply.of(200, Reply.TEXT, config.get()));
    }

    /** Answers from memory, at once. */
    Optional<Route> quick(String path) {
        return Optional.ofNullable(quick.get(path));
    }

    /** Waits for servers. */
    Optional<Route> scrape(String path) {
        return Optional.ofNullable(scrapes.get(path));
    }

    /** Ready once every server was asked who it is: a server that is down is news to serve, not a reason to wait. */
    private static Reply ready(Engine engine) {
        List<String> awaited = engine.awaited();
        return awaited.isEmpty()
                ? Reply.line(200, "ready")
                : Reply.line(503, "waiting for a first answer of " + String.join(", ", awaited));
    }
}
