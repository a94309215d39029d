package com.kryonix.dashboards.overview;

import com.kryonix.dashboards.DisplayUnit;
import com.kryonix.dashboards.Limit;
import com.kryonix.dashboards.Query;
import com.kryonix.dashboards.Signal;
import com.kryonix.dashboards.promql.Expression;
import java.util.List;

/** How a number differs from that of the equal period before, and from where on that is worth a color. */
final class Change {
    static final List<Limit> LOWER_IS_BETTER = List.of(Limit.always("transparent"), new Limit(0.1, "orange"));
    static final List<Limit> FEWER_POINTS_ARE_BETTER = List.of(Limit.always("transparent"), new Limit(0.5, "orange"));
    static final List<Limit> MORE_POINTS_ARE_BETTER = List.of(Limit.always("orange"), new Limit(-2, "transparent"));
    static final List<Limit> STABLE_IS_BETTER =
            List.of(Limit.always("orange"), new Limit(-0.5, "transparent"), new Limit(1, "orange"));

    private static final String LEGEND = "change";

    private Change() {}

    /** -0.5 is half, 1 is double. Nothing while there is no period before. */
    static Signal relative(String what, Expression now, Expression before) {
        return of(what, DisplayUnit.RATIO, now.over(before).minus(1));
    }

    /** For ratios: 5 % after 4 % is one point more, not a quarter. */
    static Signal inPoints(String what, Expression now, Expression before) {
        return of(what, DisplayUnit.POINTS, now.minus(before).times(100));
    }

    private static Signal of(String what, DisplayUnit unit, Expression change) {
        return Signal.of(what + ", change", "Compared with the equal period before.", unit, Query.of(LEGEND, change));
    }
}
