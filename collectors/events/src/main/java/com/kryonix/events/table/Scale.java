package com.kryonix.events.table;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What one of a column's whole numbers is in base units: one of an INTEGER of milliseconds is 0.001 s.
 *
 * @param unit of the number as it is kept, with the column's decimals
 */
record Scale(BigDecimal unit) {
    /** @param columnUnit what 1 in the column is in base units: {@code "0.001"} for milliseconds */
    static Scale of(Column column, String columnUnit) {
        return new Scale(new BigDecimal(columnUnit).movePointLeft(column.decimals()));
    }

    /** The nearest double to the exact value. */
    double inBaseUnits(long number) {
        return exact(number).doubleValue();
    }

    BigDecimal exact(long number) {
        return new BigDecimal(number).multiply(unit);
    }

    /** The greatest whole number that is at most {@code bound}: so {@code value <= bound} is decided exactly. */
    long floor(double bound) {
        return BigDecimal.valueOf(bound).divide(unit, 0, RoundingMode.FLOOR).longValueExact();
    }
}
