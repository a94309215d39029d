package com.kryonix.events.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Series born while running. Prometheus does not see what a counter counted before its first scrape, so a new series
 * shows 0 for a while, and then its value.
 *
 * <p>A newborn also waits until a checkpoint knows it: one that a checkpoint does not know was therefore never shown
 * above 0, and can be born again after a crash without a fall.
 */
public final class Births {
    private final long nanosAtZero;
    private final List<Map<Long, Birth>> groups = new ArrayList<>();

    private record Birth(long at, boolean kept) {}

    public Births(EventTable table, long nanosAtZero) {
        this.nanosAtZero = nanosAtZero;
        table.groups().forEach(group -> groups.add(new HashMap<>()));
    }

    /** Notes the series of {@code counts} that {@code known} lacks. Returns whether there are any. */
    public boolean note(Counts counts, Counts known, long now) {
        int before = size();
        for (int group = 0; group < groups.size(); group++) {
            Map<Long, Birth> births = groups.get(group);
            counts.forEachUnknownTo(known, group, key -> births.putIfAbsent(key, new Birth(now, false)));
        }
        return size() > before;
    }

    private int size() {
        return groups.stream().mapToInt(Map::size).sum();
    }

    /** A checkpoint holds every series now. */
    public void kept() {
        groups.forEach(group -> group.replaceAll((key, birth) -> new Birth(birth.at, true)));
    }

    /** Forgets those that have grown up. */
    public void graduate(long now) {
        groups.forEach(group -> group.values().removeIf(birth -> birth.kept && now - birth.at >= nanosAtZero));
    }

    boolean atZero(int group, Long key) {
        return groups.get(group).containsKey(key);
    }
}
