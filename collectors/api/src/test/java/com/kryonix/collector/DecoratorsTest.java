package com.kryonix.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DecoratorsTest {
    private static final Metric REQUESTS = Metric.counter("a_requests_total", "Help.", "endpoint");
    private static final Metric SESSIONS = Metric.gauge("a_sessions", "Help.", "endpoint");
    private static final Scrape SCRAPE = Scrape.within(Duration.ofSeconds(1));

    /** Gives what {@code next} holds. */
    private static final class Fixed implements Collector<String> {
        private List<Sample> next = List.of();
        private boolean broken;
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public String name() {
            return "fixed";
        }

        @Override
        public List<Metric> metrics() {
            return List.of(REQUESTS, SESSIONS);
        }

        @Override
        public Requirement requirement() {
            return Requirement.since(14);
        }

        @Override
        public Reading collect(String source, Scrape scrape) {
            calls.incrementAndGet();
            if (broken) {
                throw new IllegalStateException("broken");
            }
            return Reading.of(next);
        }
    }

    private final Fixed inner = new Fixed();

    private static Reading read(Collector<String> collector) throws Exception {
        return collector.collect("source", SCRAPE);
    }

    private static List<Sample> requests(double... values) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            samples.add(Sample.of(REQUESTS, values[i], "/" + (char) ('a' + i)));
        }
        return samples;
    }

    @Test
    void wrappersKeepWhatTheyWrap() {
        for (Collector<String> wrapped : List.of(inner.cappedAt(5), inner.cachedFor(Duration.ofSeconds(1)))) {
            assertThat(wrapped.name()).isEqualTo("fixed");
            assertThat(wrapped.cappedAt(3).undecorated()).isSameAs(inner);
            assertThat(wrapped.metrics()).isEqualTo(inner.metrics());
            assertThat(wrapped.mayGive(REQUESTS)).isTrue();
            assertThat(wrapped.mayGive(Metric.gauge("a_stranger", "Help."))).isFalse();
            assertThat(wrapped.requirement()
                            .unmetBy(new Facts(Version.of(13, 0), true, java.util.Map.of(), "u", java.util.Set.of())))
                    .isPresent();
        }
    }

    @Test
    void countersBeyondTheCapAreSummedIntoOther() throws Exception {
        inner.next = requests(1, 2, 3, 4);
        Reading reading = read(inner.cappedAt(2));
        assertThat(reading.samples())
                .containsExactly(
                        Sample.of(REQUESTS, 1, "/a"), Sample.of(REQUESTS, 2, "/b"), Sample.of(REQUESTS, 7, "other"));
        assertThat(reading.dropped()).isZero();
    }

    @Test
    void gaugesBeyondTheCapAreDroppedAndCounted() throws Exception {
        inner.next = List.of(Sample.of(SESSIONS, 1, "/a"), Sample.of(SESSIONS, 2, "/b"), Sample.of(SESSIONS, 3, "/c"));
        Reading reading = read(inner.cappedAt(1));
        assertThat(reading.samples()).containsExactly(Sample.of(SESSIONS, 1, "/a"));
        assertThat(reading.dropped()).isEqualTo(2);
    }

    @Test
    void whoWasAdmittedStaysSoThatNoCounterMoves() throws Exception {
        Collector<String> capped = inner.cappedAt(2);
        inner.next = requests(1, 2, 3);
        read(capped);
        inner.next =
                List.of(Sample.of(REQUESTS, 30, "/c"), Sample.of(REQUESTS, 10, "/a"), Sample.of(REQUESTS, 20, "/b"));
        assertThat(read(capped).samples())
                .containsExactly(
                        Sample.of(REQUESTS, 10, "/a"), Sample.of(REQUESTS, 20, "/b"), Sample.of(REQUESTS, 30, "other"));
    }

    @Test
    void aVacantPlaceGoesToANewcomerNotToOneAlreadyInOther() throws Exception {
        Collector<String> capped = inner.cappedAt(2);
        inner.next = requests(1, 2, 3);
        read(capped);
        inner.next =
                List.of(Sample.of(REQUESTS, 1, "/a"), Sample.of(REQUESTS, 4, "/c"), Sample.of(REQUESTS, 5, "/new"));
        assertThat(read(capped).samples())
                .containsExactly(
                        Sample.of(REQUESTS, 1, "/a"), Sample.of(REQUESTS, 5, "/new"), Sample.of(REQUESTS, 4, "other"));
    }

    @Test
    void aCachedReadingIsGivenAgainWithItsAge() throws Exception {
        AtomicLong clock = new AtomicLong();
        Collector<String> cached = new Cached<>(inner, Duration.ofSeconds(10), clock::get);
        inner.next = requests(1);
        assertThat(read(cached).age()).isZero();
        inner.next = requests(2);
        clock.addAndGet(Duration.ofSeconds(9).toNanos());
        Reading again = read(cached);
        assertThat(again.age()).isEqualTo(Duration.ofSeconds(9));
        assertThat(again.samples()).isEqualTo(requests(1));
        assertThat(inner.calls).hasValue(1);

        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(read(cached).samples()).isEqualTo(requests(2));
        assertThat(inner.calls).hasValue(2);
    }

    @Test
    void aFailedRefreshKeepsNothing() throws Exception {
        AtomicLong clock = new AtomicLong();
        Collector<String> cached = new Cached<>(inner, Duration.ofSeconds(10), clock::get);
        inner.next = requests(1);
        read(cached);
        clock.addAndGet(Duration.ofSeconds(11).toNanos());
        inner.broken = true;
        assertThatThrownBy(() -> read(cached)).hasMessage("broken");
        inner.broken = false;
        inner.next = requests(5);
        assertThat(read(cached).samples()).isEqualTo(requests(5));
    }

    @Test
    void sillyLimitsAreRefused() {
        assertThatThrownBy(() -> inner.cappedAt(0)).hasMessageContaining("cap of 0");
        assertThatThrownBy(() -> inner.cachedFor(Duration.ZERO)).hasMessageContaining("time to live");
    }
}
