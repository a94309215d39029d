package com.kryonix.events.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each rule of the fold, alone, on the interleaving that needs it. Seconds are counted from {@link #T}. */
class FoldRulesTest {
    private static final Instant T = Instant.parse("2026-11-24T12:00:00Z");
    private static final ColumnTime TIME = new ZonedTime();
    private static final Tolerances TOLERANCES = new Tolerances(
            Duration.ofSeconds(2), Duration.ofSeconds(60), Duration.ofMinutes(10), Duration.ofSeconds(60));

    private static long at(double seconds) {
        return ZonedTime.micros(T) + (long) (seconds * 1e6);
    }

    private static Instant instant(double seconds) {
        return T.plusMillis((long) (seconds * 1000));
    }

    private static Sighting nobody(double now) {
        return new Sighting(instant(now), instant(now), instant(now), Map.of());
    }

    private static TailState start(long horizon, double bound, double slowBound) {
        return new TailState(horizon, at(bound), horizon, at(slowBound), List.of(), Map.of(), null);
    }

    private static QuickPass quick(TailState state, Sighting sighting, long xmin, long xmax) {
        return new QuickPass(state, sighting, new Snapshot(xmin, xmax), TIME, TOLERANCES);
    }

    private static SlowPass slow(TailState state, Sighting sighting, long xmin, long xmax) {
        return new SlowPass(state, sighting, new Snapshot(xmin, xmax), TIME, TOLERANCES);
    }

    @Test
    void aRowIsSettledInTheOnePassInWhichItsTransactionFallsBelowTheSnapshot() {
        TailState state = start(100, 0, 0);
        QuickPass first = quick(state, nobody(10), 105, 120);
        assertThat(first.judge(at(5), 99)).isEqualTo(Verdict.NOT_HERE);
        assertThat(first.judge(at(5), 100)).isEqualTo(Verdict.SETTLED);
        assertThat(first.judge(at(5), 104)).isEqualTo(Verdict.SETTLED);
        assertThat(first.judge(at(5), 105)).isEqualTo(Verdict.PROVISIONAL);
        QuickPass second = quick(first.after(), nobody(15), 120, 120);
        assertThat(second.judge(at(5), 104)).isEqualTo(Verdict.NOT_HERE);
        assertThat(second.judge(at(5), 105)).isEqualTo(Verdict.SETTLED);
    }

    @Test
    void afterTheClockWasSetBackByAnyAmountTheNextPassesSeeRowsOfTheNewTimeOnce() {
        QuickPass quick = quick(start(100, 10_000, 9_940), nobody(500), 105, 105);
        assertThat(quick.bound()).isLessThanOrEqualTo(at(496));
        assertThat(quick.judge(at(496), 103)).isEqualTo(Verdict.SETTLED);
        SlowPass slow = slow(quick.after(), nobody(530), 105, 105);
        assertThat(slow.bound()).isLessThanOrEqualTo(at(496));
        assertThat(slow.judge(at(496), 103)).isEqualTo(Verdict.NOT_HERE);
        assertThat(quick(slow.after(), nobody(535), 106, 106).bound()).isEqualTo(at(498));
    }

    @Test
    void aClockThatGoesForwardMakesNoPassReadMoreThanTheOneBeforeSaid() {
        TailState state = start(100, 398, 338);
        assertThat(quick(state, nobody(400), 105, 105).bound()).isEqualTo(at(398));
        assertThat(slow(state, nobody(400), 105, 105).bound()).isEqualTo(at(338));
    }

    @Test
    void aSubtransactionsRowWaitsForItsParent() {
        // Parent 105 is open, so the snapshot's xmin is 105; the savepoint's row has 106, though it is committed with
        // it.
        QuickPass pass = quick(start(100, 0, 0), nobody(10), 105, 108);
        assertThat(pass.judge(at(9), 106)).isEqualTo(Verdict.PROVISIONAL);
        assertThat(quick(pass.after(), nobody(11), 108, 108).judge(at(9), 106)).isEqualTo(Verdict.SETTLED);
    }

    @Test
    void theBoundIsTheOldestWritersStartSinceItsRowsWillBearThatTime() {
        Sighting sighting = new Sighting(instant(100), instant(40), instant(40), Map.of());
        assertThat(quick(start(100, 90, 0), sighting, 105, 105).after().bound()).isEqualTo(at(38));
    }

    @Test
    void aProvisionalRowStaysWithinTheBoundThoughItsTransactionEndedBeforeTheSighting() {
        QuickPass pass = quick(start(100, 0, 0), nobody(100), 105, 110);
        assertThat(pass.judge(at(30), 107)).isEqualTo(Verdict.PROVISIONAL);
        assertThat(pass.after().bound()).isEqualTo(at(28));
    }

    @Test
    void aTransactionThatReadForLongAndThenWroteIsCountedByTheSlowPass() {
        // It began at 10 and drew its id, 103, at 100, so the quick pass at 110 reads from 88 only and settles it
        // unseen.
        TailState state = quick(start(100, 88, 8), nobody(110), 104, 104).after();
        SlowPass pass = slow(state, nobody(115), 104, 104);
        assertThat(pass.bound()).isEqualTo(at(8));
        assertThat(pass.judge(at(10), 103)).isEqualTo(Verdict.SETTLED);
        assertThat(pass.judge(at(90), 103)).as("the quick pass saw it").isEqualTo(Verdict.NOT_HERE);
        assertThat(slow(pass.after(), nobody(180), 110, 110).judge(at(10), 103)).isEqualTo(Verdict.NOT_HERE);
    }

    @Test
    void theSlowPassReadsFromTheOldestTransactionOfAllEvenOneWithoutAnId() {
        Sighting sighting = new Sighting(instant(1000), instant(990), instant(10), Map.of());
        assertThat(slow(start(100, 988, 900), sighting, 100, 100).after().slowBound())
                .isEqualTo(at(8));
        assertThat(slow(start(100, 988, 900), nobody(1000), 100, 100).after().slowBound())
                .as("late, at least")
                .isEqualTo(at(1000 - 62));
    }

    @Test
    void theSlowPassKeepsInSightWhatTheQuickOneHasYetToSettle() {
        SlowPass pass = slow(start(100, 988, 0), nobody(1000), 100, 110);
        assertThat(pass.judge(at(10), 105)).isEqualTo(Verdict.NOT_HERE);
        assertThat(pass.judge(TailState.NO_TIME, 106)).isEqualTo(Verdict.NOT_HERE);
        assertThat(pass.after().slowBound()).isEqualTo(at(8));
    }

    @Test
    void whileATransactionIsPreparedBothBoundsStayBelowWhereTheyWereBeforeItWasSeen() {
        Sighting prepared = new Sighting(instant(100), instant(100), instant(100), Map.of("g/105", instant(99)));
        TailState state = quick(start(100, 50, 20), prepared, 105, 106).after();
        assertThat(state.bound()).isEqualTo(at(50));
        state = slow(state, prepared, 105, 106).after();
        assertThat(state.slowBound()).isEqualTo(at(20));
        state = quick(state, prepared, 105, 107).after();
        assertThat(state.bound()).isEqualTo(at(50));
        assertThat(quick(state, nobody(120), 107, 107).after().bound()).isEqualTo(at(118));
    }

    @Test
    void aRestartReadsFromTheSlowPassesBoundSinceWhatWasShownMayLieBehindTheQuickOnes() {
        TailState checkpoint = start(100, 988, 900);
        QuickPass pass = quick(checkpoint.resumed(), nobody(1010), 100, 110);
        assertThat(pass.bound()).isEqualTo(at(900));
        assertThat(pass.judge(at(905), 104)).isEqualTo(Verdict.PROVISIONAL);
    }

    @Test
    void anIdleTableInABusyDatabaseGathersNoTriplesWithoutTransactions() {
        TailState state = start(100, 0, 0);
        for (int i = 0; i < 10; i++) {
            state = quick(state, nobody(i), 100, 100).after();
        }
        assertThat(state.triples()).isEmpty();
    }

    @Test
    void theHorizonNeverGoesBack() {
        assertThat(quick(start(100, 0, 0), nobody(1), 90, 95).after().horizon()).isEqualTo(100);
    }

    @Test
    void transactionIdsDoNotWrapAround() {
        long epoch = 1L << 32;
        Snapshot snapshot = new Snapshot(3 * epoch + 5, 3 * epoch + 10);
        assertThat(snapshot.xid8(7)).isEqualTo(3 * epoch + 7);
        assertThat(snapshot.xid8(epoch - 1)).isEqualTo(3 * epoch - 1);
        assertThat(snapshot.xid8(3)).isEqualTo(3 * epoch + 3);
        assertThat(snapshot.xid8(11)).as("an epoch old").isEqualTo(2 * epoch + 11);
        assertThat(snapshot.xid8(2)).as("frozen by an old server").isEqualTo(Snapshot.NO_TRANSACTION);
        assertThat(snapshot.xid8(1)).isEqualTo(Snapshot.NO_TRANSACTION);
    }
}
