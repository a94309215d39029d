package com.kryonix.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoEndTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aSignalEndsItAndLeavesNothing(String signal, @TempDir Path folder) throws Exception {
        try (RunningDemo demo = RunningDemo.start(folder)) {
            List<ProcessHandle> programs = demo.programs();
            assertThat(programs.stream().map(program -> program.info().command().orElse("")))
                    .anyMatch(command -> command.endsWith("/postgres"))
                    .anyMatch(command -> command.contains("redis-server"))
                    .anyMatch(command -> command.endsWith("/prometheus"))
                    .anyMatch(command -> command.endsWith("/prometheus-alertmanager"));
            assertThat(demo.leftFiles()).isNotEmpty();

            assertThat(demo.end(signal)).as(demo.said()).isZero();

            // Whoever was orphaned is the kernel's to bury.
            Polling.during(PATIENCE, () -> programs.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(programs).noneMatch(ProcessHandle::isAlive);
            assertThat(demo.leftFiles()).isEmpty();
        }
    }
}
