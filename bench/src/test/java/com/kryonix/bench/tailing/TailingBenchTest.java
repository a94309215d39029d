package com.kryonix.bench.tailing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TailingBenchTest {
    @Test
    void measuresARunInWhichEveryRowIsCounted() throws Exception {
        Result result = new TailingBench(5_000, 200, 6, 30).run(Path.of(System.getProperty("kryonix.root")));
        assertThat(result.written()).isPositive();
        assertThat(result.counted()).isEqualTo(result.written());
        assertThat(result.cost().added()).isPositive();
        assertThat(result.cost().server()).isPositive();
        assertThat(result.cost().exporter()).isPositive();
        assertThat(result.refresh()).isPositive();
        assertThat(columns(result.toString())).isEqualTo(columns(Result.HEADER));
    }

    @Test
    void measuresATableToWhichNothingIsAdded() throws Exception {
        Result result = new TailingBench(5_000, 0, 6, 30).run(Path.of(System.getProperty("kryonix.root")));
        assertThat(result.written()).isZero();
        assertThat(result.counted()).isZero();
        assertThat(result.cost().server()).isPositive();
        assertThat(result.cost().exporter()).isPositive();
        assertThat(result.toString()).contains("| 5,000 | 0 | - | - | - |");
        assertThat(columns(result.toString())).isEqualTo(columns(Result.HEADER));
    }

    private static long columns(String table) {
        return table.lines()
                .findFirst()
                .orElse("")
                .chars()
                .filter(c -> c == '|')
                .count();
    }
}
