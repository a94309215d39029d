package com.kryonix.exporter.engine;

import com.kryonix.collector.Scrape;
import com.kryonix.collector.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Collects from all targets within a scrape's time. Whatever a server or a collector does, a scrape ends by its deadline
 * with what the others gave. Safe for use by several threads; scrapes that overlap share what is being collected.
 */
public final class Engine implements AutoCloseable {
    private final List<Lane<?>> lanes;

    /** @throws IllegalArgumentException for two targets of one kind and name */
    public Engine(List<? extends Target<?>> targets) {
        Set<String> titles = new HashSet<>();
        for (Target<?> target : targets) {
            if (!titles.add(target.title())) {
                throw new IllegalArgumentException("two targets named " + target.title());
            }
        }
        List<Lane<?>> made = new ArrayList<>();
        targets.forEach(target -> made.add(lane(target)));
        this.lanes = List.copyOf(made);
    }

    private static <S extends Source> Lane<S> lane(Target<S> target) {
        return new Lane<>(target);
    }

    /** Of every target, in the configuration's order. */
    public List<TargetResult> scrape(Scrape scrape) {
        return scrape(scrape, lane -> true);
    }

    /** Of the targets of this name: a server and, if it has them, its event tables. */
    public List<TargetResult> scrape(Scrape scrape, String name) {
        return scrape(scrape, lane -> lane.target().name().equals(name));
    }

    private List<TargetResult> scrape(Scrape scrape, Predicate<Lane<?>> chosen) {
        List<Visit<?>> visits = lanes.stream()
                .filter(chosen)
                .<Visit<?>>map(lane -> lane.visit(scrape))
                .toList();
        return visits.stream().<TargetResult>map(Visit::finish).toList();
    }

    List<Lane<?>> lanes() {
        return lanes;
    }

    /** Asks every server who it is, once, without waiting: {@link #awaited} says who is
     * still to answer or fail. */
    public void firstContact(Duration budget) {
        Scrape scrape = Scrape.within(budget);
        lanes.forEach(lane -> lane.introduce(scrape));
    }

    /** Targets whose server was not asked yet; none: ready. */
    public List<String> awaited() {
        return lanes.stream()
                .filter(lane -> !lane.sightings().wasContacted())
                .map(lane -> lane.target().title())
                .toList();
    }

    /** The names that a scrape may ask for, of any target. */
    public Set<String> collectorNames() {
        Set<String> names = new TreeSet<>();
        lanes.forEach(lane -> lane.turns().forEach(turn -> names.add(turn.name())));
        return names;
    }

    /** The names of the targets, each once, in the configuration's order. */
    public List<String> targetNames() {
        return lanes.stream().map(lane -> lane.target().name()).distinct().toList();
    }

    /** What people are shown, without asking any server. */
    public List<TargetState> states() {
        return lanes.stream().map(lane -> lane.sightings().state()).toList();
    }

    /** Ends the threads. The targets' sources stay open: they belong to whoever opened them. */
    @Override
    public void close() {
        lanes.forEach(Lane::close);
    }
}
