package com.kryonix.exporter.engine;

import com.kryonix.collector.Catalogue;
import com.kryonix.collector.Collector;
import com.kryonix.collector.Facts;
import com.kryonix.collector.Failure;
import com.kryonix.collector.FailureKind;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Reading;
import com.kryonix.collector.Requirement;
import com.kryonix.collector.Scrape;
import com.kryonix.collector.Source;
import com.kryonix.collector.Version;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** A source whose facts and collectors do what a test says: they wait, throw, or answer. */
public final class Scripted implements Source {
    public static final Facts FACTS = new Facts(Version.of(17, 6), true, Map.of(), "monitor", Set.of());

    private final Callable<Facts> facts;

    public Scripted(Callable<Facts> facts) {
        this.facts = facts;
    }

    public static Scripted answering() {
        return new Scripted(() -> FACTS);
    }

    @Override
    public Facts facts(Scrape scrape) throws Exception {
        return facts.call();
    }

    @Override
    public Failure explain(Throwable failure) {
        if (failure instanceof IOException) {
            return new Failure(FailureKind.CONNECTION, "scripted: connection refused; start it");
        }
        if (failure instanceof OverlapTest.Timeout) {
            return new Failure(FailureKind.TIMEOUT, "scripted: statement timeout");
        }
        if (failure instanceof RuntimeException) {
            return new Failure(FailureKind.DEFECT, "scripted: a defect");
        }
        return new Failure(FailureKind.QUERY, "scripted: the query failed");
    }

    @Override
    public void close() {}

    /** A collector of one metric, without further ado. */
    public static Step collector(String name, Metric metric, Callable<Reading> reading) {
        return new Step(name, List.of(metric), Requirement.none(), reading);
    }

    public static Target<Scripted> target(String kind, String name, Scripted source, Step... steps) {
        return Target.of(name, source, new Catalogue<>(kind, List.<Collector<Scripted>>of(steps)));
    }

    /** One collector of it. */
    public record Step(String name, List<Metric> metrics, Requirement requirement, Callable<Reading> reading)
            implements Collector<Scripted> {
        @Override
        public Reading collect(Scripted source, Scrape scrape) throws Exception {
            return reading.call();
        }
    }
}
