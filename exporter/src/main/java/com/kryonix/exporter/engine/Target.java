package com.kryonix.exporter.engine;

import com.kryonix.collector.Catalogue;
import com.kryonix.collector.Collector;
import com.kryonix.collector.Source;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A configured server and what is collected from it.
 *
 * @param name the configuration's, unique in its kind; a PostgreSQL and its event tables share one
 * @param source the connection; closed by whoever opened it
 * @param catalogue with state of this target alone, because capped and cached collectors remember
 * @param enabled names of the collectors that are switched on
 */
public record Target<S extends Source>(String name, S source, Catalogue<S> catalogue, Set<String> enabled) {
    /** @throws IllegalArgumentException for an enabled collector that the catalogue lacks */
    public Target {
        enabled = Set.copyOf(enabled);
        Set<String> known = names(catalogue);
        for (String collector : enabled) {
            if (!known.contains(collector)) {
                throw new IllegalArgumentException(
                        catalogue.source() + " " + name + ": no collector named " + collector + "; there are "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    /** With every collector of the catalogue switched on. */
    public static <S extends Source> Target<S> of(String name, S source, Catalogue<S> catalogue) {
        return new Target<>(name, source, catalogue, names(catalogue));
    }

    /** {@code postgres}, {@code redis}, {@code events}: the label {@code source}. */
    public String kind() {
        return catalogue.source();
    }

    /** How people are told of it: {@code postgres main}. */
    public String title() {
        return kind() + " " + name;
    }

    List<Collector<S>> collectors() {
        return catalogue.collectors();
    }

    private static <S extends Source> Set<String> names(Catalogue<S> catalogue) {
        return catalogue.collectors().stream().map(Collector::name).collect(Collectors.toSet());
    }
}
