package com.kryonix.dashboards;

import com.kryonix.dashboards.promql.Expression;
import java.util.Optional;

/**
 * One line of a signal.
 *
 * @param legend its name; {@code {{label}}} is replaced by the label's value
 * @param ownUnit for a line that is measured otherwise than its signal: a second axis
 * @param color Grafana's name of a color, where the meaning demands one
 */
public record Query(String legend, Expression expression, Optional<DisplayUnit> ownUnit, Optional<String> color) {
    public static Query of(String legend, Expression expression) {
        return new Query(legend, expression, Optional.empty(), Optional.empty());
    }

    public Query in(DisplayUnit unit) {
        return new Query(legend, expression, Optional.of(unit), color);
    }

    public Query coloured(String name) {
        return new Query(legend, expression, ownUnit, Optional.of(name));
    }
}
