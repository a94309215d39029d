package com.kryonix.exporter.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From an exchange to its route and back: paths, methods, threads, and what every response has in common. */
final class Router implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private final Routes routes;
    private final Executor scrapes;
    private final InFlight inFlight;

    /** @param scrapes threads for what waits for servers, so that health is answered while scrapes hang */
    Router(Routes routes, Executor scrapes, InFlight inFlight) {
        this.routes = routes;
        this.scrapes = scrapes;
        this.inFlight = inFlight;
    }

    @Override
    public void handle(HttpExchange exchange) {
        if (!inFlight.enter()) {
            send(exchange, Reply.line(503, "shutting down").with("Connection", "close"));
            return;
        }
        Request request = Request.of(exchange);
        Optional<Route> scrape = routes.scrape(request.path());
        if (scrape.isEmpty()) {
            answer(exchange, request, routes.quick(request.path()).orElse(Router::unknown));
            return;
        }
        try {
            scrapes.execute(() -> answer(exchange, request, scrape.get()));
        } catch (RejectedExecutionException e) {
            answer(exchange, request, busy -> Reply.line(503, "too many scrapes at a time; try again"));
        }
    }

    private static Reply unknown(Request request) {
        return Reply.line(404, "nothing here; see / for what there is");
    }

    private void answer(HttpExchange exchange, Request request, Route route) {
        try {
            boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
            boolean known = routes.quick(request.path()).isPresent()
                    || routes.scrape(request.path()).isPresent();
            send(
                    exchange,
                    known && !reads
                            ? Reply.line(405, "only GET and HEAD").with("Allow", "GET, HEAD")
                            : route.answer(request));
        } catch (IOException | RuntimeException e) {
            LOG.error("a defect in the exporter: {} could not be answered", request.path(), e);
            send(exchange, Reply.line(500, "a defect in the exporter: see its log"));
        } finally {
            exchange.close();
            inFlight.leave();
        }
    }

    private static void send(HttpExchange exchange, Reply reply) {
        Headers headers = exchange.getResponseHeaders();
        reply.headers().forEach(headers::set);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cache-Control", "no-store");
        try (exchange) {
            if (exchange.getRequestMethod().equals("HEAD")) {
                headers.set("Content-Length", Integer.toString(reply.body().length));
                exchange.sendResponseHeaders(reply.status(), -1);
            } else {
                exchange.sendResponseHeaders(reply.status(), reply.body().length);
                exchange.getResponseBody().write(reply.body());
            }
        } catch (IOException e) {
            LOG.debug("the client went away", e);
        }
    }
}
