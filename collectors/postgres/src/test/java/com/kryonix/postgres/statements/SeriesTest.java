package com.kryonix.postgres.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {
    private final Series series = new Series(List.of("user", "database", "1"));

    private static double[] one(Counter... counters) {
        double[] difference = new double[Counter.COUNT];
        for (Counter counter : counters) {
            difference[counter.place()] = 1;
        }
        return difference;
    }

    @Test
    void whatEveryStatementHasIsAlwaysExposed() {
        series.expose();
        assertThat(series.exposed(Counter.CALLS)).hasValue(0);
        series.add(one(Counter.CALLS));
        series.expose();
        assertThat(series.exposed(Counter.CALLS)).hasValue(1);
    }

    @Test
    void aGroupIsAbsentUntilItCountsThenZeroOnceThenItsSum() {
        series.add(one(Counter.CALLS));
        series.expose();
        assertThat(series.exposed(Counter.WAL_BYTES)).isEmpty();

        series.add(one(Counter.WAL_RECORDS, Counter.WAL_BYTES));
        series.expose();
        assertThat(series.exposed(Counter.WAL_BYTES)).hasValue(0);
        assertThat(series.exposed(Counter.WAL_FPI))
                .as("its group's others, too")
                .hasValue(0);
        assertThat(series.exposed(Counter.JIT_FUNCTIONS)).isEmpty();
        assertThat(series.withheld()).containsExactly(one(Counter.WAL_RECORDS, Counter.WAL_BYTES));

        series.expose();
        assertThat(series.exposed(Counter.WAL_BYTES)).hasValue(1);
        assertThat(series.withheld()).containsOnly(0);
    }
}
