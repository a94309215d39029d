package com.kryonix.events.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The numbers of all series of a table, and how many rows they come from. Not safe for several threads. */
public final class Counts {
    /**
     * A key is a few small numbers side by side, of which a Long's hash would make the same number again and again, and
     * the look-up a search. Multiplied by an odd number it is spread over all bits; by the inverse, it is back.
     */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private static final long BACK = 0xF1DE_83E1_9937_733DL;

    private final EventTable table;
    private final List<Map<Long, long[]>> groups;
    private long rows;
    private long overflowed;

    public Counts(EventTable table) {
        this.table = table;
        this.groups = new ArrayList<>();
        table.groups().forEach(group -> groups.add(new HashMap<>()));
    }

    /** How many rows were counted. */
    public long rows() {
        return rows;
    }

    /** Of these, how many have a label value that was not admitted. */
    public long overflowed() {
        return overflowed;
    }

    public void addRows(long more, long moreOverflowed) {
        rows += more;
        overflowed += moreOverflowed;
    }

    public int groups() {
        return groups.size();
    }

    public int series(int group) {
        return groups.get(group).size();
    }

    /** How many there are of all families, a histogram as one. */
    public long allSeries() {
        long all = 0;
        for (int group = 0; group < groups.size(); group++) {
            all += (long) series(group) * table.familiesOfGroup(group);
        }
        return all;
    }

    public void forEach(int group, BiConsumer<Long, long[]> consumer) {
        groups.get(group).forEach((spread, numbers) -> consumer.accept(key(spread), numbers));
    }

    long @Nullable [] find(int group, long key) {
        return groups.get(group).get(spread(key));
    }

    /** The series' numbers, to add to; zeros when it is new. */
    public long[] cell(int group, long key, int slots) {
        return cell(groups.get(group), spread(key), slots);
    }

    /** Not by {@code computeIfAbsent}: what it is given would be an object a row, which knows how many slots. */
    private static long[] cell(Map<Long, long[]> group, Long spread, int slots) {
        long[] known = group.get(spread);
        if (known != null) {
            return known;
        }
        long[] zeros = new long[slots];
        group.put(spread, zeros);
        return zeros;
    }

    /** Gives the series that {@code known} lacks. */
    void forEachUnknownTo(Counts known, int group, LongConsumer consumer) {
        Map<Long, long[]> there = known.groups.get(group);
        for (Long spread : groups.get(group).keySet()) {
            if (!there.containsKey(spread)) {
                consumer.accept(key(spread));
            }
        }
    }

    static long spread(long key) {
        return key * SPREAD;
    }

    static long key(long spread) {
        return spread * BACK;
    }

    public void add(Counts other) {
        addRows(other.rows, other.overflowed);
        for (int group = 0; group < groups.size(); group++) {
            Map<Long, long[]> mine = groups.get(group);
            for (Map.Entry<Long, long[]> series : other.groups.get(group).entrySet()) {
                long[] numbers = series.getValue();
                long[] cell = cell(mine, series.getKey(), numbers.length);
                for (int i = 0; i < cell.length; i++) {
                    cell[i] = Saturating.add(cell[i], numbers[i]);
                }
            }
        }
    }

    /** Makes every series of {@code other} exist here, at zero where it is new. */
    public void know(Counts other) {
        for (int group = 0; group < groups.size(); group++) {
            Map<Long, long[]> mine = groups.get(group);
            other.groups.get(group).forEach((spread, numbers) -> cell(mine, spread, numbers.length));
        }
    }

    public boolean isEmpty() {
        return rows == 0;
    }
}
