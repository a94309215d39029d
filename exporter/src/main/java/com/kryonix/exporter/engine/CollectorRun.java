package com.kryonix.exporter.engine;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Failure;
import com.kryonix.collector.FailureKind;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Outcome;
import com.kryonix.collector.Reading;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Scrape;
import com.kryonix.collector.Source;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One collector of one target: called, timed, and held to its declaration. */
final class CollectorRun<S extends Source> implements Work<CollectorResult> {
    private final Target<S> target;
    private final Collector<S> collector;
    private final Set<Metric> declared;

    CollectorRun(Target<S> target, Collector<S> collector) {
        this.target = target;
        this.collector = collector;
        this.declared = new HashSet<>(collector.metrics());
    }

    @Override
    public CollectorResult run(Scrape scrape) {
        long began = System.nanoTime();
        Outcome outcome;
        try {
            outcome = checked(collector.collect(target.source(), scrape));
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            outcome = new Outcome.Failed(Defects.explain(target, e), e);
        }
        return new CollectorResult(collector.name(), outcome, Duration.ofNanos(System.nanoTime() - began));
    }

    private Outcome checked(Reading reading) {
        try {
            refuseUndeclared(reading);
            return new Outcome.Collected(reading.withoutDuplicates());
        } catch (IllegalStateException e) {
            return new Outcome.Failed(Defects.failure(target, e), e);
        }
    }

    private void refuseUndeclared(Reading reading) {
        Metric last = null;
        for (Sample sample : reading.samples()) {
            Metric metric = sample.metric();
            if (!same(metric, last) && !declared.contains(metric) && !collector.mayGive(metric)) {
                throw new IllegalStateException(
                        collector.name() + " gave a sample of " + metric.name() + " but does not declare that metric");
            }
            last = metric;
        }
    }

    /** Samples come family by family; comparing every field of a metric for each of them would cost. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean same(Metric metric, @Nullable Metric last) {
        return metric == last;
    }

    @Override
    public CollectorResult failed(Throwable why) {
        return failed(why, Duration.ZERO);
    }

    CollectorResult failed(Throwable why, Duration waited) {
        return new CollectorResult(collector.name(), new Outcome.Failed(failure(why), why), waited);
    }

    private Failure failure(Throwable why) {
        if (why instanceof StillRunning) {
            return new Failure(
                    FailureKind.BUSY,
                    target.title() + ": collector " + collector.name() + " still runs from an earlier scrape; look for"
                            + " what it waits for on the server");
        }
        if (why instanceof TimeoutException) {
            return new Failure(
                    FailureKind.TIMEOUT,
                    target.title() + ": collector " + collector.name() + " was not done within the scrape's time; raise"
                            + " scrape_timeout in Prometheus or switch it off");
        }
        return Defects.failure(target, why);
    }

    @Override
    public boolean cutShort(CollectorResult result) {
        return result.outcome() instanceof Outcome.Failed failed
                && failed.failure().kind() == FailureKind.TIMEOUT;
    }
}
