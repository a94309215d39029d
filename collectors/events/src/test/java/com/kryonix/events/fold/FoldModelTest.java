package com.kryonix.events.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Thousands of random interleavings of transactions, passes and crashes against a naive oracle: every committed row is
 * counted once, and what is shown never loses a row. Then each rule is broken in turn, to see that this would tell, by a
 * script that is short and fails again.
 */
class FoldModelTest {
    private static final int SEEDS = 1000;

    @Test
    void everyRowIsCountedOnceAndNoShownRowIsLost() {
        for (long seed = 0; seed < SEEDS; seed++) {
            ModelScript script = RandomScript.of(seed, ModelRun.Rule.NONE);
            Set<String> differences = script.differences();
            if (!differences.isEmpty()) {
                throw new AssertionError("seed " + seed + ": " + differences
                        + "; ModelScript.parse(text).differences() fails again with this text:\n" + script.shortest());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = ModelRun.Rule.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void withoutAnyOneOfTheRulesAScriptFailsThatIsPrintedAndFailsAgain(ModelRun.Rule leftOut) {
        String printed = failing(leftOut).shortest().toString();
        ModelScript again = ModelScript.parse("# of a test's output\n" + printed + "\n");
        assertThat(again.differences()).as(printed).isNotEmpty();
        assertThat(again).hasToString(printed);
        assertThat(again.steps()).as("short enough to read").hasSizeLessThan(40);
        assertThat(again.mended().differences()).as("with the rule kept").isEmpty();
    }

    private static ModelScript failing(ModelRun.Rule leftOut) {
        for (long seed = 0; seed < SEEDS; seed++) {
            ModelScript script = RandomScript.of(seed, leftOut);
            if (!script.differences().isEmpty()) {
                return script;
            }
        }
        throw new AssertionError("no seed up to " + SEEDS + " needs " + leftOut);
    }

    /** Row 2 is shown, and lies before the only open transaction: nothing but itself holds the bound back. */
    @Test
    void aScriptWrittenByHandRunsAsItStands() {
        ModelScript script = ModelScript.parse("""
                without PROVISIONAL_ROWS_HOLD_THE_QUICK_BOUND
                begin 2
                wait 3000
                begin 1
                insert 1
                # after 1 has its id
                insert 2
                commit 2
                quick
                quick
                """);
        assertThat(script.differences()).containsExactly("a shown row is gone");
        assertThat(script.mended().differences()).isEmpty();
    }
}
