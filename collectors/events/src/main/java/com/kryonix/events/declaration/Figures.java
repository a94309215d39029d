package com.kryonix.events.declaration;

import com.kryonix.collector.Buckets;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Unit;
import com.kryonix.configuration.InvalidSetting;
import com.kryonix.events.table.Columns;
import com.kryonix.events.table.Condition;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What counters and histograms are declared with; what is refused names its key. */
final class Figures {
    /** A sum in such units still has room for nine thousand million. */
    static final int MOST_DECIMALS = 9;

    private Figures() {}

    static Condition condition(String where, Columns columns, boolean optional) {
        try {
            return ConditionText.parse(where, columns, optional);
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting("where", String.valueOf(e.getMessage()));
        }
    }

    /** How a help's sentence goes on: with the condition, since another family may be the same but for it. */
    static String said(@Nullable String where) {
        return where == null ? "" : " where " + where.strip().replaceAll("\\s+", " ");
    }

    static Buckets buckets(List<Double> bounds) {
        try {
            return Buckets.of(bounds.stream().mapToDouble(Double::doubleValue).toArray());
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting("buckets", String.valueOf(e.getMessage()));
        }
    }

    /** @param unit the column's, which must be a multiple of what the metric's name says */
    static Metric metric(ColumnUnit unit, Supplier<Metric> metric) {
        Metric made;
        try {
            made = metric.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting("", String.valueOf(e.getMessage()));
        }
        if (made.unit() != unit.base()) {
            throw new InvalidSetting(
                    "unit",
                    unit.written() + " becomes " + said(unit.base()) + ", but the metric's name says "
                            + said(made.unit()) + "; change one of the two");
        }
        return made;
    }

    private static String said(Unit unit) {
        return unit == Unit.NONE ? "no unit" : unit.name().toLowerCase(Locale.ROOT);
    }
}
