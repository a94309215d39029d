package com.kryonix.bench.tailing;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What tailing cost while it was looked at.
 *
 * @param added rows that were counted
 * @param scanned rows that were read for that
 * @param elapsed in seconds
 * @param server CPU seconds of the server's process
 * @param exporter CPU seconds of the exporter
 * @param fold how long the last fold took, in seconds
 * @param lag how far behind the counts were at most, in seconds
 */
record Cost(double added, double scanned, double elapsed, double server, double exporter, double fold, double lag) {
    private static final String COUNTED = "kryonix_tail_rows_total{table=\"api_metrics\"";
    private static final String SCANNED = "kryonix_tail_scanned_rows_total{table=\"api_metrics\"";
    private static final String FOLD = "kryonix_tail_fold_duration_seconds{table=\"api_metrics\"";
    private static final String LAG = "kryonix_tail_lag_seconds{table=\"api_metrics\"";

    /**
     * Out of step with the folds, which come every 5 s: 43 and 50 have no common divisor, so the looks meet one phase of
     * them after the other. More looks would show in the CPU time that is measured.
     */
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(4300);

    static Cost of(TailingExporter exporter, int seconds) throws IOException, InterruptedException, SQLException {
        long backend = exporter.backend();
        double counted = exporter.figure("tail", COUNTED);
        double scanned = exporter.figure("tail", SCANNED);
        double serverBefore = Cpu.ofSingleThread(backend);
        double exporterBefore = Cpu.ofAllThreads(exporter.pid());
        long began = System.nanoTime();
        double lag = 0;
        while (System.nanoTime() - began < TimeUnit.SECONDS.toNanos(seconds)) {
            pause(BETWEEN_LOOKS);
            lag = Math.max(lag, exporter.figure("tail", LAG));
        }
        return new Cost(
                exporter.figure("tail", COUNTED) - counted,
                exporter.figure("tail", SCANNED) - scanned,
                (System.nanoTime() - began) / 1e9,
                Cpu.ofSingleThread(backend) - serverBefore,
                Cpu.ofAllThreads(exporter.pid()) - exporterBefore,
                exporter.figure("tail", FOLD),
                lag);
    }

    static void pause(long nanos) {
        long until = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
