package com.kryonix.exporter.engine;

import com.kryonix.collector.Outcome;
import com.kryonix.collector.Scrape;
import com.kryonix.collector.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One scrape of one target: facts, then the plan, then the collectors, all within the scrape's time. */
final class Visit<S extends Source> {
    /** How it ended. */
    record Ending(Contact contact, boolean up, Duration duration, List<CollectorResult> collectors) {}

    private record Pending<S extends Source>(Turn<S> turn, CompletableFuture<CollectorResult> result) {}

    private final Lane<S> lane;
    private final Scrape scrape;
    private final List<Turn<S>> asked;
    private final long began = System.nanoTime();
    private final CompletableFuture<Contact> contact;
    private final CompletableFuture<List<Pending<S>>> collecting;

    Visit(Lane<S> lane, Scrape scrape) {
        this.lane = lane;
        this.scrape = scrape;
        this.asked = lane.turns().stream()
                .filter(turn -> scrape.includes(turn.name()))
                .toList();
        this.contact = lane.contact(scrape);
        this.collecting = contact.thenApply(this::setOut);
    }

    /** The plan, carried out as soon as the facts are known, on the thread that learnt them. */
    private List<Pending<S>> setOut(Contact made) {
        List<Pending<S>> pending = new ArrayList<>();
        if (made instanceof Contact.Made contacted && !scrape.remaining().isZero()) {
            for (Turn<S> turn : asked) {
                pending.add(new Pending<>(turn, turn.begin(contacted.facts(), scrape)));
            }
        }
        return pending;
    }

    /** Waits until all have ended or the time is up, whichever is first. */
    TargetResult finish() {
        Contact made = await(contact).orElseGet(() -> new ContactRun<>(lane.target()).failed(new TimeoutException()));
        List<CollectorResult> results = made instanceof Contact.Refused refused ? none(refused) : collected();
        return lane.ended(new Ending(made, up(made, results), elapsed(), results));
    }

    private List<CollectorResult> none(Contact.Refused refused) {
        return asked.stream()
                .map(turn -> turn.without(refused.failure(), refused.cause()))
                .toList();
    }

    private List<CollectorResult> collected() {
        List<Pending<S>> pending = await(collecting).orElse(List.of());
        if (pending.size() < asked.size()) {
            return asked.stream().map(turn -> turn.late(elapsed())).toList();
        }
        return pending.stream()
                .map(one -> await(one.result).orElseGet(() -> one.turn.late(elapsed())))
                .toList();
    }

    /**
     * Whether the server answered: a collector may well fail on a server that is up, but when none got an answer that is
     * not from a cache, and at least one waited in vain or lost its connection, it is down.
     */
    private static boolean up(Contact made, List<CollectorResult> results) {
        boolean answered = results.stream().anyMatch(Visit::answered);
        boolean unanswered = results.stream().anyMatch(Visit::unanswered);
        return made instanceof Contact.Made && (answered || !unanswered);
    }

    private static boolean answered(CollectorResult result) {
        if (result.outcome() instanceof Outcome.Collected collected) {
            return collected.reading().age().isZero();
        }
        return result.outcome() instanceof Outcome.Failed && !unanswered(result);
    }

    private static boolean unanswered(CollectorResult result) {
        return result.outcome() instanceof Outcome.Failed failed
                && switch (failed.failure().kind()) {
                    case CONNECTION, TIMEOUT, BUSY -> true;
                    case PERMISSION, QUERY, DEFECT -> false;
                };
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Empty when the time is up. The futures of a lane never fail. */
    private <T> Optional<T> await(CompletableFuture<T> future) {
        try {
            return Optional.of(future.get(scrape.remaining().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
