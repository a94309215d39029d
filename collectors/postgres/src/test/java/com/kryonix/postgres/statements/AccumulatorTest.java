package com.kryonix.postgres.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class AccumulatorTest {
    private static final long ANN_IN_SHOP = Snapshot.owner(10, 20);
    private static final long MINUTE = 60_000_000_000L;

    private Accumulator accumulator = accumulator(2);
    private Snapshot snapshot = accumulator.next();
    private long now;

    private static Accumulator accumulator(int topK) {
        StatementsOptions options =
                new StatementsOptions(topK, 0, 2, 1.2, Duration.ofMinutes(5), 1, Duration.ofMinutes(1), Duration.ZERO);
        Accumulator accumulator = new Accumulator(options);
        accumulator.owners().learn(names(Map.of(10L, "ann", 11L, "bob", 12L, "cid")));
        return accumulator;
    }

    private static Owners.Names names(Map<Long, String> users) {
        return new Owners.Names(users, Map.of(20L, "shop"));
    }

    private void entry(long owner, long queryid, byte level, double calls, double milliseconds) {
        int row = snapshot.add(owner, queryid, level);
        snapshot.plus(row, Counter.CALLS.place(), calls);
        snapshot.plus(row, Counter.EXECUTION.place(), milliseconds);
    }

    private void entry(long queryid, double calls) {
        entry(ANN_IN_SHOP, queryid, Snapshot.TOPLEVEL, calls, calls);
    }

    private void read() {
        accumulator.accept(snapshot, now);
        now += MINUTE;
        snapshot = accumulator.next();
    }

    private OptionalDouble calls(long queryid) {
        return accumulator.membership().members().stream()
                .filter(member -> member.queryid() == queryid)
                .mapToDouble(member -> member.destination().total(Counter.CALLS))
                .findFirst();
    }

    private double other(String user) {
        return accumulator.owners().all().stream()
                .map(Owner::other)
                .filter(series -> series.labels().get(0).equals(user))
                .mapToDouble(series -> series.total(Counter.CALLS))
                .sum();
    }

    @Test
    void countingStartsAtZeroWithTheFirstRead() {
        entry(1, 500);
        read();
        assertThat(calls(1)).hasValue(0);
        entry(1, 507);
        read();
        assertThat(calls(1)).hasValue(7);
    }

    @Test
    void aStatementsFirstDifferenceGoesToOtherSoThatItsSeriesIsBornAtZero() {
        read();
        entry(1, 3);
        read();
        assertThat(calls(1)).hasValue(0);
        assertThat(other("ann")).isEqualTo(3);
        entry(1, 5);
        read();
        assertThat(calls(1)).hasValue(2);
        assertThat(other("ann")).isEqualTo(3);
    }

    @Test
    void anEntryThatLeftTheViewCountsInFullWhenItComesBack() {
        entry(1, 100);
        read();
        read();
        assertThat(calls(1)).hasValue(0);
        entry(1, 4);
        read();
        assertThat(calls(1)).hasValue(4);
    }

    @Test
    void aResetEntryCountsInFullEvenIfItOvertookItself() {
        entry(1, 100);
        snapshot.plus(snapshot.find(ANN_IN_SHOP, 1, Snapshot.TOPLEVEL), Gauge.SINCE.place(), 1000);
        read();
        entry(1, 130);
        snapshot.plus(snapshot.find(ANN_IN_SHOP, 1, Snapshot.TOPLEVEL), Gauge.SINCE.place(), 1060);
        read();
        assertThat(calls(1)).hasValue(130);
    }

    @Test
    void toplevelAndNestedExecutionsAreOneSeries() {
        entry(ANN_IN_SHOP, 1, Snapshot.TOPLEVEL, 10, 1);
        entry(ANN_IN_SHOP, 1, Snapshot.NESTED, 20, 1);
        read();
        entry(ANN_IN_SHOP, 1, Snapshot.TOPLEVEL, 11, 1);
        entry(ANN_IN_SHOP, 1, Snapshot.NESTED, 22, 1);
        read();
        assertThat(calls(1)).hasValue(3);
        assertThat(accumulator.membership().members()).hasSize(1);
    }

    @Test
    void hiddenEntriesOnlyRise() {
        entry(ANN_IN_SHOP, 0, Snapshot.HIDDEN, 10, 1);
        entry(ANN_IN_SHOP, 0, Snapshot.HIDDEN, 20, 1);
        read();
        entry(ANN_IN_SHOP, 0, Snapshot.HIDDEN, 15, 1);
        read();
        assertThat(other("ann")).isZero();
        entry(ANN_IN_SHOP, 0, Snapshot.HIDDEN, 25, 1);
        read();
        assertThat(other("ann")).isEqualTo(10);
        assertThat(accumulator.membership().members()).isEmpty();
    }

    @Test
    void entriesThatAGrantMadeVisibleAreNotNew() {
        entry(ANN_IN_SHOP, 0, Snapshot.HIDDEN, 1000, 1);
        read();
        entry(1, 1001);
        read();
        entry(1, 1003);
        read();
        assertThat(other("ann") + calls(1).orElse(0)).isEqualTo(2);
    }

    @Test
    void anotherServerIsWhereCountingStartsAnewAndNothingFalls() {
        entry(1, 10);
        read();
        entry(1, 15);
        read();
        accumulator.restart();
        entry(1, 7000);
        read();
        assertThat(calls(1)).hasValue(5);
        entry(1, 7001);
        read();
        assertThat(calls(1)).hasValue(6);
    }

    @Test
    void aPlaceChangesHandsOnlyAfterAQuietWhileAndSoManyTimesAnHour() {
        entry(1, 1);
        entry(2, 1);
        read();
        int reads = 0;
        while (calls(3).isEmpty()) {
            reads++;
            assertThat(reads).as("reads until the busy one is admitted").isLessThan(20);
            entry(1, 1);
            entry(2, 1);
            entry(3, 1000 * reads);
            entry(4, 500 * reads);
            read();
        }
        assertThat(reads).as("quiet for 5 of the minutes between reads").isEqualTo(7);
        for (int more = 1; more <= 30; more++) {
            entry(3, 1000 * (reads + more));
            entry(4, 500 * (reads + more));
            read();
        }
        assertThat(calls(4)).as("one replacement an hour").isEmpty();
        assertThat(accumulator.membership().retired()).isEqualTo(1);
    }

    @Test
    void whatTheViewForgotIsForgotten() {
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 1000; i++) {
                entry(round * 1000 + i + 1, 1);
            }
            read();
        }
        assertThat(accumulator.statements()).hasSizeLessThanOrEqualTo(1002);
        assertThat(accumulator.entries()).isEqualTo(1000);
    }

    @Test
    void ownersBeyondTheLimitShareOne() {
        for (long user = 10; user <= 12; user++) {
            entry(Snapshot.owner(user, 20), 1, Snapshot.TOPLEVEL, 1, 0);
        }
        read();
        for (long user = 10; user <= 12; user++) {
            entry(Snapshot.owner(user, 20), 9, Snapshot.TOPLEVEL, (double) user, 0);
        }
        read();
        assertThat(other("ann")).isEqualTo(10);
        assertThat(other("cid")).isZero();
        assertThat(other("other")).isEqualTo(12);
    }

    @Test
    void aRenamedUserBeginsNewSeriesAndTheOldOnesStay() {
        entry(1, 10);
        read();
        entry(1, 12);
        read();
        accumulator.owners().learn(names(Map.of(10L, "anna")));
        entry(1, 17);
        read();
        assertThat(calls(1)).hasValue(2);
        assertThat(other("anna")).isEqualTo(5);
    }

    @Test
    void coverageIsTheTrackedShareOfTime() {
        assertThat(accumulator.coverage().ratio()).isEmpty();
        for (int i = 1; i <= 3; i++) {
            entry(ANN_IN_SHOP, i, Snapshot.TOPLEVEL, 1, 4 - i);
        }
        read();
        for (int i = 1; i <= 3; i++) {
            entry(ANN_IN_SHOP, i, Snapshot.TOPLEVEL, 2, 4 - i + 10);
        }
        read();
        assertThat(accumulator.coverage().ratio().orElseThrow()).isCloseTo(2.0 / 3, within(1e-9));
    }

    @Test
    void gaugesOfAPairArePooled() {
        entry(ANN_IN_SHOP, 1, Snapshot.TOPLEVEL, 1, 2);
        read();
        addFigures(Snapshot.TOPLEVEL, 2, 4, 1, 3, 1);
        addFigures(Snapshot.NESTED, 2, 16, 7, 9, 1);
        accumulator.accept(snapshot, now);
        Figures figures = accumulator.membership().members().stream()
                .findFirst()
                .map(member -> member.tracked())
                .orElseThrow()
                .figures();
        assertThat(figures.of(Gauge.MIN)).hasValue(1);
        assertThat(figures.of(Gauge.MAX)).hasValue(9);
        // Executions of 1, 3, 7 and 9 ms.
        assertThat(figures.of(Gauge.STDDEV).orElseThrow()).isCloseTo(Math.sqrt(10), within(1e-9));
        assertThat(figures.of(Gauge.SINCE)).isEmpty();
    }

    private void addFigures(byte level, double calls, double sum, double min, double max, double deviation) {
        entry(ANN_IN_SHOP, 1, level, calls, sum);
        int row = snapshot.find(ANN_IN_SHOP, 1, level);
        snapshot.plus(row, Gauge.MIN.place(), min);
        snapshot.plus(row, Gauge.MAX.place(), max);
        snapshot.plus(row, Gauge.STDDEV.place(), deviation);
    }
}
