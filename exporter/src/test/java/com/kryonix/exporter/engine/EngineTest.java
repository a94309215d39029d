package com.kryonix.exporter.engine;

import static com.kryonix.exporter.engine.Scripted.collector;
import static com.kryonix.exporter.engine.Scripted.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.kryonix.collector.Metric;
import com.kryonix.collector.Outcome;
import com.kryonix.collector.Reading;
import com.kryonix.collector.Requirement;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Scrape;
import com.kryonix.exporter.engine.Scripted.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EngineTest {
    static final Metric ROWS = Metric.gauge("rows", "Rows of a test", "table");
    static final Duration AMPLE = Duration.ofSeconds(20);

    static Step good(String name) {
        return collector(name, ROWS, () -> Reading.of(Sample.of(ROWS, 7, name)));
    }

    private static TargetResult scrape(Scripted source, Step... collectors) {
        try (Engine engine = new Engine(List.of(target("postgres", "main", source, collectors)))) {
            return engine.scrape(Scrape.within(AMPLE)).get(0);
        }
    }

    private static List<String> outcomes(TargetResult result) {
        return result.collectors().stream()
                .map(one -> one.collector() + " " + one.outcomeLabel())
                .toList();
    }

    @Test
    void everyCollectorGivesItsReading() {
        TargetResult result = scrape(Scripted.answering(), good("a"), good("b"));

        assertThat(result.up()).isTrue();
        assertThat(result.incomplete()).isFalse();
        assertThat(outcomes(result)).containsExactly("a collected", "b collected");
        assertThat(((Outcome.Collected) result.collectors().get(0).outcome())
                        .reading()
                        .samples())
                .containsExactly(Sample.of(ROWS, 7, "a"));
    }

    @Test
    void aThrowingCollectorCostsOnlyItself() {
        TargetResult result = scrape(
                Scripted.answering(),
                collector("broken", ROWS, () -> {
                    throw new Exception("syntax error");
                }),
                good("b"));

        assertThat(outcomes(result)).containsExactly("broken query", "b collected");
        assertThat(result.up()).isTrue();
        assertThat(result.incomplete()).isTrue();
        assertThat(result.collectors().get(0).detail()).isEqualTo("scripted: the query failed");
    }

    @Test
    void aServerThatCannotBeReachedFailsAllOfItsCollectors() {
        TargetResult result = scrape(
                new Scripted(() -> {
                    throw new IOException("refused");
                }),
                good("a"),
                good("b"));

        assertThat(result.up()).isFalse();
        assertThat(outcomes(result)).containsExactly("a connection", "b connection");
    }

    @Test
    void aServerWhoseCollectorsAllLoseTheirConnectionIsDown() {
        Step lost = collector("lost", ROWS, () -> {
            throw new IOException("reset");
        });

        assertThat(scrape(Scripted.answering(), lost).up()).isFalse();
        assertThat(scrape(Scripted.answering(), lost, good("b")).up()).isTrue();
    }

    @Test
    void aCachedReadingIsNoSignOfLife() {
        Step lost = collector("lost", ROWS, () -> {
            throw new IOException("reset");
        });
        Step cached = collector("cached", ROWS, () -> new Reading(List.of(), 0, Duration.ofSeconds(30)));

        assertThat(scrape(Scripted.answering(), lost, cached).up()).isFalse();
        assertThat(scrape(Scripted.answering(), cached).up()).isTrue();
    }

    @Test
    void twoSamplesOfOneSeriesFailTheirCollector() {
        TargetResult result = scrape(
                Scripted.answering(),
                collector("twice", ROWS, () -> Reading.of(Sample.of(ROWS, 1, "t"), Sample.of(ROWS, 2, "t"))),
                good("b"));

        assertThat(outcomes(result)).containsExactly("twice defect", "b collected");
    }

    @Test
    void aSampleOfAnUndeclaredMetricFailsItsCollector() {
        Metric other = Metric.gauge("other", "Not declared");
        TargetResult result =
                scrape(Scripted.answering(), collector("stray", ROWS, () -> Reading.of(Sample.of(other, 1))));

        assertThat(outcomes(result)).containsExactly("stray defect");
        assertThat(result.collectors().get(0).detail())
                .isEqualTo("postgres main: a defect in the exporter (IllegalStateException); please report it with the"
                        + " log's stack trace");
    }

    @Test
    void anErrorIsMarkedAsADefectAndTheOthersGoOn() {
        TargetResult result = scrape(
                Scripted.answering(),
                collector("fatal", ROWS, () -> {
                    throw new LinkageError("for the test: this stack trace is expected");
                }),
                good("b"));

        assertThat(outcomes(result)).containsExactly("fatal defect", "b collected");
    }

    @Test
    void aRequirementThatThrowsCostsOnlyItsCollector() {
        Requirement broken = facts -> {
            throw new IllegalArgumentException("for the test");
        };
        TargetResult result =
                scrape(Scripted.answering(), new Step("broken", List.of(ROWS), broken, () -> Reading.of()), good("b"));

        assertThat(outcomes(result)).containsExactly("broken defect", "b collected");
    }

    @Test
    void anUnmetRequirementSkipsWithItsReason() {
        TargetResult result = scrape(
                Scripted.answering(),
                new Step("newer", List.of(ROWS), Requirement.since(99), () -> Reading.of()),
                good("b"));

        assertThat(outcomes(result)).containsExactly("newer skipped", "b collected");
        assertThat(result.collectors().get(0).detail()).isEqualTo("needs server version 99, this is 17.6");
        assertThat(result.incomplete()).isFalse();
    }

    @Test
    void whatIsSwitchedOffIsSkippedAndWhatWasNotAskedForIsAbsent() {
        Target<Scripted> all = target("postgres", "main", Scripted.answering(), good("a"), good("b"), good("c"));
        Target<Scripted> some = new Target<>("main", all.source(), all.catalogue(), Set.of("a", "b"));
        try (Engine engine = new Engine(List.of(some))) {
            assertThat(outcomes(engine.scrape(Scrape.within(AMPLE)).get(0)))
                    .containsExactly("a collected", "b collected", "c skipped");
            assertThat(outcomes(engine.scrape(Scrape.within(AMPLE, Set.of("b"))).get(0)))
                    .containsExactly("b collected");
        }
    }

    @Test
    void targetsAreScrapedByName() {
        try (Engine engine = new Engine(List.of(
                target("postgres", "main", Scripted.answering(), good("a")),
                target("events", "main", Scripted.answering(), good("a")),
                target("redis", "cache", Scripted.answering(), good("a"))))) {
            assertThat(engine.scrape(Scrape.within(AMPLE), "main"))
                    .extracting(TargetResult::kind)
                    .containsExactly("postgres", "events");
            assertThat(engine.targetNames()).containsExactly("main", "cache");
        }
    }

    @Test
    void twoTargetsOfOneKindAndNameAreRefused() {
        Target<Scripted> target = target("redis", "cache", Scripted.answering());
        assertThatThrownBy(() -> new Engine(List.of(target, target)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two targets named redis cache");
    }

    @Test
    void anUnknownEnabledCollectorIsRefusedWithTheKnownOnes() {
        Target<Scripted> target = target("redis", "cache", Scripted.answering(), good("stats"), good("memory"));
        assertThatThrownBy(() -> new Target<>("cache", target.source(), target.catalogue(), Set.of("mem")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("redis cache: no collector named mem; there are memory, stats");
    }

    @Test
    void itIsReadyOnceEveryServerWasAsked() throws Exception {
        try (Engine engine = new Engine(List.of(
                target("postgres", "main", Scripted.answering()), target("redis", "cache", new Scripted(() -> {
                    throw new IOException("refused");
                }))))) {
            assertThat(engine.awaited()).containsExactly("postgres main", "redis cache");
            engine.firstContact(AMPLE);
            engine.scrape(Scrape.within(AMPLE));
            assertThat(engine.awaited()).isEmpty();
        }
    }

    @Test
    void theLastOutcomeOfEachCollectorIsRemembered() {
        try (Engine engine =
                new Engine(List.of(target("redis", "cache", Scripted.answering(), good("a"), good("b"))))) {
            assertThat(engine.states().get(0).up()).isEmpty();
            engine.scrape(Scrape.within(AMPLE, Set.of("b")));

            TargetState state = engine.states().get(0);
            assertThat(state.up()).contains(true);
            assertThat(state.collectors())
                    .extracting(TargetState.CollectorState::name, TargetState.CollectorState::outcome)
                    .containsExactly(tuple("b", "collected"));
        }
    }
}
