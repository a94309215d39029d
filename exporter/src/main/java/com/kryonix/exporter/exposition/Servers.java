package com.kryonix.exporter.exposition;

import com.kryonix.exporter.engine.TargetResult;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which series carry the label {@code server}: those of a kind with several targets. What all kinds have in common
 * carries it as soon as one kind has several, because the series of one family never differ in label names.
 */
final class Servers {
    private final Set<String> severalOf;

    private Servers(Set<String> severalOf) {
        this.severalOf = severalOf;
    }

    static Servers of(List<TargetResult> results, Scope scope) {
        Map<String, Integer> targets = new HashMap<>();
        results.forEach(result -> targets.merge(result.kind(), 1, Integer::sum));
        Set<String> several = new HashSet<>();
        if (scope == Scope.EVERYTHING) {
            targets.forEach((kind, count) -> {
                if (count > 1) {
                    several.add(kind);
                }
            });
        }
        return new Servers(several);
    }

    Optional<String> inKind(TargetResult target) {
        return severalOf.contains(target.kind()) ? Optional.of(target.name()) : Optional.empty();
    }

    Optional<String> acrossKinds(TargetResult target) {
        return severalOf.isEmpty() ? Optional.empty() : Optional.of(target.name());
    }
}
