package com.kryonix.exporter.engine;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Facts;
import com.kryonix.collector.Failure;
import com.kryonix.collector.Outcome;
import com.kryonix.collector.Scrape;
import com.kryonix.collector.Source;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeoutException;

/** One collector's place in its lane: whether it applies, its run in the air, its results when there is none. */
final class Turn<S extends Source> {
    static final String SWITCHED_OFF = "switched off in the configuration";

    private final Collector<S> collector;
    private final boolean enabled;
    private final CollectorRun<S> run;
    private final SingleFlight<CollectorResult> flights;

    Turn(Target<S> target, Collector<S> collector, ThreadPoolExecutor threads) {
        this.collector = collector;
        this.enabled = target.enabled().contains(collector.name());
        this.run = new CollectorRun<>(target, collector);
        this.flights = new SingleFlight<>(threads, run);
    }

    String name() {
        return collector.name();
    }

    /** Skips it or lets it run. A requirement that throws is a defect of this collector and of no other. */
    CompletableFuture<CollectorResult> begin(Facts facts, Scrape scrape) {
        try {
            Optional<String> reason = enabled ? collector.requirement().unmetBy(facts) : Optional.of(SWITCHED_OFF);
            return reason.map(this::skipped)
                    .map(CompletableFuture::completedFuture)
                    .orElseGet(() -> flights.ride(scrape));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(run.failed(e));
        }
    }

    /** The result when the server could not be asked at all. */
    CollectorResult without(Failure failure, Throwable cause) {
        return enabled
                ? new CollectorResult(name(), new Outcome.Failed(failure, cause), Duration.ZERO)
                : skipped(SWITCHED_OFF);
    }

    /** The result when the time is up. */
    CollectorResult late(Duration waited) {
        return run.failed(new TimeoutException(), waited);
    }

    private CollectorResult skipped(String reason) {
        return new CollectorResult(name(), new Outcome.Skipped(reason), Duration.ZERO);
    }
}
