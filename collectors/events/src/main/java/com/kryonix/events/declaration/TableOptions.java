package com.kryonix.events.declaration;

import com.kryonix.events.label.Rule;
import java.util.List;

/**
 * What the user decides about the built-in tables.
 *
 * @param endpointRules come before the built-in rules that make a path a route
 * @param missesLoggedAsSet whether a cache miss is logged only as a set that is no hit, as the original's middleware
 *     does
 */
public record TableOptions(List<Rule> endpointRules, boolean missesLoggedAsSet) {
    /** As the tables are meant. */
    public static final TableOptions USUAL = new TableOptions(List.of(), false);

    public TableOptions {
        endpointRules = List.copyOf(endpointRules);
    }
}
