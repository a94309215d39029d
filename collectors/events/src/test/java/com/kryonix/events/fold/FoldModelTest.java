package com.kryonix.events.fold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Thousands of random interleavings of transactions, passes and crashes against a naive oracle: every committed row is
 * counted once, and what is shown never loses a row. Then each rule is broken in turn, to see that this would tell.
 */
class FoldModelTest {
    private static final int SEEDS = 1000;

    @Test
    void everyRowIsCountedOnceAndNoShownRowIsLost() {
        for (long seed = 0; seed < SEEDS; seed++) {
            assertThat(new ModelRun(seed, ModelRun.Rule.NONE).differences())
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(value = ModelRun.Rule.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void withoutAnyOneOfTheRulesThisTestFails(ModelRun.Rule leftOut) {
        for (long seed = 0; seed < SEEDS; seed++) {
            if (!new ModelRun(seed, leftOut).differences().isEmpty()) {
                return;
            }
        }
        throw new AssertionError("no seed up to " + SEEDS + " needs " + leftOut);
    }
}
