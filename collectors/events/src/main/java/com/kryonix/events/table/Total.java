package com.kryonix.events.table;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one series of a family comes to, without rounding. What a family does not have is null.
 *
 * @param count rows
 * @param sum in base units
 * @param buckets how many rows fell into each bucket alone
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, and never compared
public record Total(@Nullable Long count, @Nullable BigDecimal sum, long @Nullable [] buckets) {
    /** Whether nothing was counted. */
    public boolean isZero() {
        return (count == null || count == 0) && (sum == null || sum.signum() == 0);
    }
}
