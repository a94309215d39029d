package com.kryonix.postgres;

/** The unit in which PostgreSQL gives a column, where it is not the base unit. */
public enum SourceUnit {
    MILLISECONDS {
        // 13 ms × 0.001 prints as 0.013000000000000001; 13 / 1000 does not.
        @Override
        double toBase(double value) {
            return value / 1000;
        }
    },
    MICROSECONDS {
        @Override
        double toBase(double value) {
            return value / 1_000_000;
        }
    },
    KIBIBYTES {
        @Override
        double toBase(double value) {
            return value * 1024;
        }
    };

    /** In seconds or bytes. */
    abstract double toBase(double value);
}
