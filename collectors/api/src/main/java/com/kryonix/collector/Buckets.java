package com.kryonix.collector;

import java.util.Arrays;

/** Upper bounds of a histogram's buckets, in base units, ascending; +Inf is always there and not named. */
public final class Buckets {
    private final double[] bounds;

    private Buckets(double[] bounds) {
        this.bounds = bounds;
    }

    /** @throws IllegalArgumentException for bounds that are not finite and strictly ascending */
    public static Buckets of(double... bounds) {
        for (int i = 0; i < bounds.length; i++) {
            if (!Double.isFinite(bounds[i]) || (i > 0 && bounds[i] <= bounds[i - 1])) {
                throw new IllegalArgumentException("bucket bounds must ascend: " + Arrays.toString(bounds));
            }
        }
        if (bounds.length == 0) {
            throw new IllegalArgumentException("a histogram needs at least one bound");
        }
        return new Buckets(bounds.clone());
    }

    /** How many buckets there are, +Inf among them. */
    public int size() {
        return bounds.length + 1;
    }

    /** The bound of bucket {@code i}; +Inf for the last. */
    public double bound(int i) {
        return i == bounds.length ? Double.POSITIVE_INFINITY : bounds[i];
    }

    /** The first bucket whose bound is at least {@code value}: Prometheus' {@code le}, "less or equal". */
    public int indexOf(double value) {
        int found = Arrays.binarySearch(bounds, value);
        return found >= 0 ? found : -found - 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Buckets that && Arrays.equals(bounds, that.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        return Arrays.toString(bounds);
    }
}
