package com.kryonix.events.table;

/**
 * Sums of numbers that are not negative: what no long holds is as good as the greatest. A sum that wrapped around would
 * be a counter that falls.
 */
final class Saturating {
    private Saturating() {}

    static long add(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
