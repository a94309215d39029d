package com.kryonix.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ScrapeTest {
    private static final Metric METRIC = Metric.gauge("a_name", "Help.");

    private record Named(String name, List<Metric> metrics) implements Collector<String> {
        @Override
        public Reading collect(String source, Scrape scrape) {
            return Reading.of();
        }
    }

    @Test
    void whatRemainsShrinksAndEndsAtZero() {
        AtomicLong clock = new AtomicLong();
        Scrape scrape = Scrape.within(Duration.ofSeconds(2), Set.of(), clock::get);
        clock.addAndGet(Duration.ofMillis(500).toNanos());
        assertThat(scrape.remaining()).isEqualTo(Duration.ofMillis(1500));
        clock.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(scrape.remaining()).isZero();
    }

    @Test
    void anEmptyFilterMeansAll() {
        assertThat(Scrape.within(Duration.ZERO).includes("activity")).isTrue();
        Scrape some = Scrape.within(Duration.ZERO, Set.of("activity"));
        assertThat(some.includes("activity")).isTrue();
        assertThat(some.includes("database")).isFalse();
    }

    @Test
    void aCatalogueRefusesTwoMeaningsOfOneName() {
        Metric same = Metric.gauge("a_name", "Another help.");
        assertThatThrownBy(() ->
                        new Catalogue<>("s", List.of(new Named("a", List.of(METRIC)), new Named("b", List.of(same)))))
                .hasMessage("s: two meanings of a_name");
        assertThatThrownBy(() -> new Catalogue<>("s", List.of(new Named("a", List.of()), new Named("a", List.of()))))
                .hasMessage("s: two collectors named a");
        Catalogue<String> shared =
                new Catalogue<>("s", List.of(new Named("a", List.of(METRIC)), new Named("b", List.of(METRIC))));
        assertThat(shared.metrics()).containsExactly(METRIC);
    }

    @Test
    void aFailuresMessageIsOneLine() {
        assertThat(new Failure(FailureKind.QUERY, "ERROR: no such column\n  Position: 8\n").message())
                .isEqualTo("ERROR: no such column; Position: 8");
    }
}
