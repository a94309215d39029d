package com.kryonix.exporter.engine;

import static com.kryonix.exporter.engine.EngineTest.AMPLE;
import static com.kryonix.exporter.engine.EngineTest.ROWS;
import static com.kryonix.exporter.engine.EngineTest.good;
import static com.kryonix.exporter.engine.Scripted.collector;
import static com.kryonix.exporter.engine.Scripted.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.collector.Reading;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Scrape;
import com.kryonix.exporter.engine.Scripted.Step;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Deadlines that pass, and scrapes that overlap. */
class OverlapTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger runs = new AtomicInteger();

    /** Waits until the test releases it, as a read from a hung server does: it heeds no interrupt. */
    private Step hanging() {
        return hanging("hanging");
    }

    private Step hanging(String name) {
        return collector(name, ROWS, () -> {
            runs.incrementAndGet();
            begun.countDown();
            boolean interrupted = false;
            while (true) {
                try {
                    release.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return Reading.of(Sample.of(ROWS, 1, "late"));
        });
    }

    private static List<String> outcomes(Engine engine, Duration budget) {
        return outcomes(engine.scrape(Scrape.within(budget)));
    }

    private static List<String> outcomes(List<TargetResult> results) {
        return results.stream()
                .flatMap(result -> result.collectors().stream())
                .map(one -> one.collector() + " " + one.outcomeLabel())
                .toList();
    }

    @Test
    void aHungCollectorTimesOutThenIsBusyThenRecovers() {
        try (Engine engine =
                new Engine(List.of(target("postgres", "main", Scripted.answering(), hanging(), good("b"))))) {
            assertThat(outcomes(engine, SHORT)).containsExactly("hanging timeout", "b collected");
            assertThat(outcomes(engine, AMPLE)).containsExactly("hanging busy", "b collected");
            assertThat(outcomes(engine, AMPLE)).containsExactly("hanging busy", "b collected");
            assertThat(runs).hasValue(1);

            release.countDown();
            untilCollected(engine);
            assertThat(runs.get()).isGreaterThan(1);
        }
    }

    private static void untilCollected(Engine engine) {
        long until = System.nanoTime() + AMPLE.toNanos();
        while (!outcomes(engine, AMPLE).equals(List.of("hanging collected", "b collected"))) {
            assertThat(System.nanoTime()).as("recovers").isLessThan(until);
            Thread.onSpinWait();
        }
    }

    @Test
    void aHungTargetLeavesTheOthersTheirThreads() {
        try (Engine engine = new Engine(List.of(
                target(
                        "postgres",
                        "main",
                        Scripted.answering(),
                        hanging("h1"),
                        hanging("h2"),
                        hanging("h3"),
                        hanging("h4")),
                target("redis", "cache", Scripted.answering(), good("stats"))))) {
            for (int scrape = 0; scrape < 3; scrape++) {
                List<TargetResult> results = engine.scrape(Scrape.within(SHORT));
                assertThat(results.get(0).up()).isFalse();
                assertThat(results.get(1).up()).isTrue();
                assertThat(outcomes(results)).contains("stats collected");
            }
            assertThat(runs.get()).as("threads do not pile up").isLessThanOrEqualTo(3);
            release.countDown();
        }
    }

    @Test
    void aServerThatDoesNotSayWhoItIsIsDownWithinTheDeadline() {
        Scripted mute = new Scripted(() -> {
            release.await();
            return Scripted.FACTS;
        });
        try (Engine engine = new Engine(List.of(target("postgres", "main", mute, good("a"))))) {
            TargetResult first = engine.scrape(Scrape.within(SHORT)).get(0);
            assertThat(first.up()).isFalse();
            assertThat(first.collectors().get(0).outcomeLabel()).isEqualTo("timeout");
            assertThat(outcomes(engine, AMPLE)).containsExactly("a busy");
            release.countDown();
        }
    }

    @Test
    void twoScrapesAtOneMomentShareOneCollectionAndBothGetTheWholeAnswer() throws Exception {
        try (Engine engine =
                new Engine(List.of(target("postgres", "main", Scripted.answering(), hanging(), good("b"))))) {
            CompletableFuture<List<String>> first = CompletableFuture.supplyAsync(() -> outcomes(engine, AMPLE));
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<List<String>> second = CompletableFuture.supplyAsync(() -> outcomes(engine, AMPLE));
            untilJoined(engine, second);
            release.countDown();

            assertThat(first.get(20, TimeUnit.SECONDS)).containsExactly("hanging collected", "b collected");
            assertThat(second.get(20, TimeUnit.SECONDS)).containsExactly("hanging collected", "b collected");
            assertThat(runs).hasValue(1);
        }
    }

    /** The second one has set out when its facts are in; a third, short one cannot overtake it on the same lane. */
    private static void untilJoined(Engine engine, CompletableFuture<List<String>> second) {
        assertThat(outcomes(engine, SHORT)).containsExactly("hanging timeout", "b collected");
        assertThat(second).isNotDone();
    }

    @Test
    void aScrapeWithMoreTimeTriesAgainWhatAShorterOneCutOff() throws Exception {
        CountDownLatch cut = new CountDownLatch(1);
        Step cutShortOnce = collector("slow", ROWS, () -> {
            if (runs.incrementAndGet() == 1) {
                begun.countDown();
                cut.await();
                throw new Timeout();
            }
            return Reading.of(Sample.of(ROWS, 1, "whole"));
        });
        Scripted source = Scripted.answering();
        try (Engine engine = new Engine(List.of(target("postgres", "main", source, cutShortOnce)))) {
            CompletableFuture<List<String>> first = CompletableFuture.supplyAsync(() -> outcomes(engine, AMPLE));
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            Visit<?> patient = engine.lanes().get(0).visit(Scrape.within(AMPLE.multipliedBy(2)));
            cut.countDown();

            assertThat(first.get(20, TimeUnit.SECONDS)).containsExactly("slow timeout");
            assertThat(outcomes(List.of(patient.finish()))).containsExactly("slow collected");
        }
    }

    /** What a statement_timeout is to PostgreSQL. */
    static final class Timeout extends Exception {
        private static final long serialVersionUID = 1;
    }
}
