package com.kryonix.exporter.engine;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Outcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How each collector of one target ended last, without the samples it gave. */
final class Sightings {
    private final Target<?> target;
    private final Map<String, TargetState.CollectorState> collectors = new HashMap<>();
    private Optional<Boolean> up = Optional.empty();
    private volatile boolean contacted;

    Sightings(Target<?> target) {
        this.target = target;
    }

    /** The server was asked who it is, with whatever result; before the first scrape, all that is known of it. */
    synchronized void contacted(Contact contact) {
        contacted = true;
        if (up.isEmpty()) {
            up = Optional.of(contact instanceof Contact.Made);
        }
    }

    boolean wasContacted() {
        return contacted;
    }

    synchronized void observe(TargetResult result) {
        up = Optional.of(result.up());
        Instant now = Instant.now();
        for (CollectorResult each : result.collectors()) {
            int series = each.outcome() instanceof Outcome.Collected collected
                    ? collected.reading().samples().size()
                    : 0;
            collectors.put(
                    each.collector(),
                    new TargetState.CollectorState(
                            each.collector(), each.outcomeLabel(), each.detail(), series, each.duration(), now));
        }
    }

    synchronized TargetState state() {
        List<TargetState.CollectorState> seen = target.catalogue().collectors().stream()
                .map(Collector::name)
                .map(collectors::get)
                .filter(Objects::nonNull)
                .toList();
        return new TargetState(target.kind(), target.name(), up, seen);
    }
}
