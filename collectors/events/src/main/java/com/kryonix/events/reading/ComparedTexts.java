package com.kryonix.events.reading;

import com.kryonix.collector.FailureKind;
import com.kryonix.events.table.Condition.Comparison;
import com.kryonix.events.table.EventTable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a table's columns can be the texts with which its conditions compare them: {@code paid = yes} never holds for a
 * boolean, and a counter would stay at 0 without a word.
 */
final class ComparedTexts {
    /** What a boolean is as a text: in quotes or in a list, these compare as they do without. */
    private static final Set<String> OF_A_BOOLEAN = Set.of("true", "false");

    private ComparedTexts() {}

    /**
     * @param types of the columns that there are, by name
     * @throws TailUnavailable for the first boolean that is compared with anything but true and false
     */
    static void check(EventTable table, Map<String, String> types) throws TailUnavailable {
        List<Comparison> comparisons = table.conditions()
                .flatMap(condition -> condition.comparisons())
                .filter(comparison ->
                        "boolean".equals(types.get(comparison.column().name())))
                .toList();
        for (Comparison comparison : comparisons) {
            for (String text : comparison.texts().stream().sorted().toList()) {
                if (!OF_A_BOOLEAN.contains(text)) {
                    throw new TailUnavailable(
                            FailureKind.QUERY,
                            table + "." + comparison.column().name() + " is a boolean, which is never \"" + text
                                    + "\": write true or false in where, or make it a text"
                                    + table.advice().otherwise());
                }
            }
        }
    }
}
