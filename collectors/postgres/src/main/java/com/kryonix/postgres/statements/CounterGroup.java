package com.kryonix.postgres.statements;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counters of something that most statements never do. The server counts a group's columns together, so some of them
 * tell whether any is not 0: such a group is read as one column that is NULL for most entries, and a statement has its
 * series only once it has done it.
 */
@SuppressWarnings("ImmutableEnumChecker") // Its lists are List.of(…).
enum CounterGroup {
    PLANNING(List.of(Counter.PLANS), Counter.PLANS, Counter.PLANNING),
    LOCAL_BLOCKS(
            List.of(Counter.LOCAL_HIT, Counter.LOCAL_READ, Counter.LOCAL_DIRTIED, Counter.LOCAL_WRITTEN),
            Counter.LOCAL_HIT,
            Counter.LOCAL_READ,
            Counter.LOCAL_DIRTIED,
            Counter.LOCAL_WRITTEN,
            Counter.LOCAL_READING,
            Counter.LOCAL_WRITING),
    // Time is spent, and no block counted, where a read finds the end of a file.
    TEMPORARY_BLOCKS(
            List.of(Counter.TEMP_READ, Counter.TEMP_WRITTEN, Counter.TEMP_READING),
            Counter.TEMP_READ,
            Counter.TEMP_WRITTEN,
            Counter.TEMP_READING,
            Counter.TEMP_WRITING),
    WAL(
            List.of(Counter.WAL_RECORDS),
            Counter.WAL_RECORDS,
            Counter.WAL_FPI,
            Counter.WAL_BYTES,
            Counter.WAL_BUFFERS_FULL),
    JIT(
            List.of(Counter.JIT_FUNCTIONS),
            Counter.JIT_FUNCTIONS,
            Counter.JIT_INLINING_COUNT,
            Counter.JIT_OPTIMIZATION_COUNT,
            Counter.JIT_EMISSION_COUNT,
            Counter.JIT_DEFORM_COUNT,
            Counter.JIT_GENERATION,
            Counter.JIT_INLINING,
            Counter.JIT_OPTIMIZATION,
            Counter.JIT_EMISSION,
            Counter.JIT_DEFORM),
    PARALLEL_WORKERS(List.of(Counter.WORKERS_PLANNED), Counter.WORKERS_PLANNED, Counter.WORKERS_LAUNCHED);

    private static final Map<Counter, CounterGroup> OF = Arrays.stream(values())
            .flatMap(group -> group.members.stream().map(member -> Map.entry(member, group)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final List<Counter> telling;
    private final List<Counter> members;

    /** @param telling those that are all 0 only where every member is */
    CounterGroup(List<Counter> telling, Counter... members) {
        this.telling = telling;
        this.members = List.of(members);
    }

    /** The group that it belongs to; null for what every statement has. */
    static @Nullable CounterGroup of(Counter counter) {
        return OF.get(counter);
    }

    List<Counter> members() {
        return members;
    }

    /** Those that version 1.{@code minor} of the extension has. */
    List<Counter> membersIn(int minor) {
        return members.stream().filter(member -> member.columnIn(minor) != null).toList();
    }

    /** An array of its members' numbers, float8 each, that is NULL where they are all 0. */
    String column(int minor) {
        String sum = columns(telling, minor, Function.identity()).collect(Collectors.joining(" + "));
        String array = columns(members, minor, column -> column + "::float8").collect(Collectors.joining(", "));
        return "CASE WHEN " + sum + " <> 0 THEN ARRAY[" + array + "] END";
    }

    private static Stream<String> columns(List<Counter> counters, int minor, Function<String, String> as) {
        return counters.stream()
                .filter(counter -> counter.columnIn(minor) != null)
                .map(counter -> as.apply(String.valueOf(counter.columnIn(minor))));
    }
}
