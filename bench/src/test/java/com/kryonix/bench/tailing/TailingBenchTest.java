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
        assertThat(result.toString().chars().filter(c -> c == '|').count())
                .isEqualTo(Result.HEADER
                        .lines()
                        .findFirst()
                        .orElse("")
                        .chars()
                        .filter(c -> c == '|')
                        .count());
    }
}
