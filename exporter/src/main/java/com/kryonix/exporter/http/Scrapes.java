package com.kryonix.exporter.http;

import com.kryonix.collector.Scrape;
import com.kryonix.exporter.engine.Engine;
import com.kryonix.exporter.engine.TargetResult;
import com.kryonix.exporter.exposition.Exposition;
import com.kryonix.exporter.exposition.Format;
import com.kryonix.exporter.exposition.QuickGzip;
import com.kryonix.exporter.exposition.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** {@code /metrics} and {@code /probe}: collects, and writes the page in the format and encoding asked for. */
final class Scrapes {
    private final Engine engine;
    private final Exposition exposition;
    private final Budget budget;
    private final int limit;
    private final Semaphore places;

    Scrapes(Engine engine, Exposition exposition, HttpSettings settings) {
        this.engine = engine;
        this.exposition = exposition;
        this.budget = new Budget(settings.timeout(), settings.timeoutOffset());
        this.limit = settings.concurrentScrapes();
        this.places = new Semaphore(limit);
    }

    /** All targets, or of all targets the collectors named by {@code collect[]}. */
    Reply metrics(Request request) throws IOException {
        return page(request, Scope.EVERYTHING, engine::scrape);
    }

    /** The target named by {@code target}. */
    Reply probe(Request request) throws IOException {
        String known = "targets are " + String.join(", ", engine.targetNames());
        Optional<String> target = request.one("target");
        if (target.isEmpty()) {
            return Reply.line(400, "say which target: /probe?target=NAME; " + known);
        }
        if (!engine.targetNames().contains(target.get())) {
            return Reply.line(404, "no target named \"" + oneLine(target.get()) + "\"; " + known);
        }
        return page(request, Scope.ONE_TARGET, scrape -> engine.scrape(scrape, target.get()));
    }

    private Reply page(Request request, Scope scope, Function<Scrape, List<TargetResult>> collect) throws IOException {
        Set<String> only = new HashSet<>(request.all("collect[]"));
        for (String collector : only) {
            if (!engine.collectorNames().contains(collector)) {
                return Reply.line(
                        400,
                        "no collector named \"" + oneLine(collector) + "\"; collect[] takes "
                                + String.join(", ", engine.collectorNames()));
            }
        }
        if (!places.tryAcquire()) {
            return Reply.line(503, "already answering " + limit + " scrapes, the most at a time; try again")
                    .with("Retry-After", "1");
        }
        try {
            Scrape scrape = Scrape.within(budget.of(request.header(Budget.HEADER)), only);
            return written(request, scope, collect.apply(scrape));
        } finally {
            places.release();
        }
    }

    private Reply written(Request request, Scope scope, List<TargetResult> results) throws IOException {
        Format format = Negotiation.format(request.header("Accept"));
        boolean gzip = Negotiation.gzip(request.header("Accept-Encoding"));
        ByteArrayOutputStream page = new ByteArrayOutputStream(1 << 16);
        try (OutputStream out = gzip ? new QuickGzip(page) : page) {
            exposition.write(results, scope, format, out);
        }
        Reply reply = Reply.of(200, format.contentType(), page.toByteArray()).with("Vary", "Accept, Accept-Encoding");
        return gzip ? reply.with("Content-Encoding", "gzip") : reply;
    }

    private static String oneLine(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= 100 ? clean : clean.substring(0, 100) + "…";
    }
}
