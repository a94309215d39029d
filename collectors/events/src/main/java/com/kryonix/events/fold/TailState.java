package com.kryonix.events.fold;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a table has been counted. Immutable: a pass that fails half-way has changed nothing.
 *
 * @param horizon rows of transactions below it are settled, except what the triples leave to the slow pass
 * @param bound from which time the next quick pass reads
 * @param slowHorizon the slow pass has settled everything below it
 * @param slowBound from which time the next slow pass reads
 * @param triples the quick passes since the last slow one, which settled from slowHorizon up to horizon
 * @param prepared the bounds of before each prepared transaction was first seen: it no longer tells when it began
 * @param history from which time rows of before the horizon are still to be counted; null: no such row is
 * @param keys of a table whose rows are counted by key: those counted from the bound on, with their time
 */
public record TailState(
        long horizon,
        long bound,
        long slowHorizon,
        long slowBound,
        List<Triple> triples,
        Map<String, Bounds> prepared,
        @Nullable Long history,
        Map<String, Long> keys) {
    /** The time of a row that has none, and the beginning of history. */
    public static final long NO_TIME = Long.MIN_VALUE;

    public TailState {
        triples = List.copyOf(triples);
        prepared = Map.copyOf(prepared);
        keys = Map.copyOf(keys);
    }

    /** Of a table whose rows are counted by transaction. */
    public TailState(
            long horizon,
            long bound,
            long slowHorizon,
            long slowBound,
            List<Triple> triples,
            Map<String, Bounds> prepared,
            @Nullable Long history) {
        this(horizon, bound, slowHorizon, slowBound, triples, prepared, history, Map.of());
    }

    /**
     * Where a tail begins.
     *
     * @param history whether rows of before now are counted, too
     */
    public static TailState beginning(
            Sighting sighting, Snapshot snapshot, ColumnTime time, Tolerances tolerances, boolean history) {
        Instant first = earlier(sighting.oldest(), sighting.now().minus(tolerances.late()));
        for (Instant prepared : sighting.prepared().values()) {
            first = earlier(first, prepared.minus(tolerances.margin()));
        }
        long bound = time.lowerBound(first.minus(tolerances.skew()));
        long slowBound = time.lowestBound(first.minus(tolerances.skew()));
        TailState state = new TailState(
                snapshot.xmin(), bound, snapshot.xmin(), slowBound, List.of(), Map.of(), history ? NO_TIME : null);
        return state.remembering(sighting);
    }

    /** No row of before this time is read any more. */
    public long from() {
        long from = Math.min(bound, slowBound);
        return history == null ? from : Math.min(from, history);
    }

    /**
     * This state as a restart goes on from it. The first quick pass reads from the slow pass's bound, so that it also
     * finds provisional rows that were shown before the restart but lie behind the bound of this older state.
     */
    public TailState resumed() {
        return new TailState(
                horizon, Math.min(bound, slowBound), slowHorizon, slowBound, triples, prepared, history, keys);
    }

    /** Where a table begins whose rows are counted by key: with the rows from its bound on, or with all. */
    public TailState byKey() {
        return keyedFrom(history == null ? slowBound : NO_TIME);
    }

    /** Where a table begins whose rows are counted by key: with those of a time and later. */
    public TailState keyedFrom(long time) {
        return new TailState(horizon, time, slowHorizon, time, List.of(), prepared, null, Map.of());
    }

    /**
     * Leaves everything since this state to history, counted in pieces, and goes on from where a tail would begin now.
     *
     * @param now a beginning
     * @return this one when no transaction has ended since
     */
    public TailState catchingUp(TailState now) {
        if (now.horizon <= horizon) {
            return this;
        }
        Map<String, Bounds> kept = new HashMap<>();
        long quick = now.bound;
        long slow = now.slowBound;
        for (String id : now.prepared.keySet()) {
            Bounds since = prepared.getOrDefault(id, new Bounds(bound, slowBound));
            kept.put(id, since);
            quick = Math.min(quick, since.quick());
            slow = Math.min(slow, since.slow());
        }
        return new TailState(now.horizon, quick, slowHorizon, slow, triples, kept, Math.min(bound, slowBound), keys);
    }

    /** Whether the rows that history is to count are those since an earlier state, rather than all. */
    boolean isCatchingUp() {
        return history != null && slowHorizon < horizon;
    }

    /** With both passes reading from {@code time} on at the latest. */
    TailState holding(long time) {
        return new TailState(
                horizon,
                Math.min(bound, time),
                slowHorizon,
                Math.min(slowBound, time),
                triples,
                prepared,
                history,
                keys);
    }

    /** With history counted up to {@code from}; null: to the end, and with it what was left to the slow pass. */
    public TailState withHistory(@Nullable Long from) {
        return from == null && isCatchingUp()
                ? new TailState(horizon, bound, horizon, slowBound, List.of(), prepared, null, keys)
                : new TailState(horizon, bound, slowHorizon, slowBound, triples, prepared, from, keys);
    }

    /** Keeps the present bounds for each transaction that is seen prepared for the first time. */
    TailState remembering(Sighting sighting) {
        Map<String, Bounds> remembered = new HashMap<>();
        sighting.prepared()
                .keySet()
                .forEach(id -> remembered.put(id, prepared.getOrDefault(id, new Bounds(bound, slowBound))));
        return new TailState(horizon, bound, slowHorizon, slowBound, triples, remembered, history, keys);
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** {@code time - by}, without wrapping around. */
    static long before(long time, Duration by) {
        long micros = by.toNanos() / 1000;
        return time < Long.MIN_VALUE + micros ? Long.MIN_VALUE : time - micros;
    }
}
