package com.kryonix.demo.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void aPauseWaitsForWhatIsUnderWay() throws Exception {
        Pace pace = new Pace();
        pace.awaitTurn(0);
        assertThat(pace.pause(1, TimeUnit.MILLISECONDS)).as("one is under way").isFalse();
        CompletableFuture<Boolean> paused = CompletableFuture.supplyAsync(() -> pause(pace));
        pace.ended();
        assertThat(paused.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(pace.isPaused()).isTrue();
    }

    @Test
    void nothingBeginsUntilTheTrafficResumes() throws Exception {
        Pace pace = new Pace();
        assertThat(pace.pause(1, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> turn = CompletableFuture.runAsync(() -> awaitTurn(pace));
        assertThat(turn).isNotDone();
        pace.resume();
        turn.get(10, TimeUnit.SECONDS);
        assertThat(pace.pause(1, TimeUnit.MILLISECONDS)).as("it is under way").isFalse();
    }

    private static boolean pause(Pace pace) {
        try {
            return pace.pause(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitTurn(Pace pace) {
        try {
            pace.awaitTurn(0);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
