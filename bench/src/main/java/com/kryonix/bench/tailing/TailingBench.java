package com.kryonix.bench.tailing;

import com.kryonix.servers.RealPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A table of so many rows, so many new ones a second, the exporter tailing: what that costs both sides, and what one
 * refresh of windowed queries costs the same server.
 *
 * @param rows in the table before
 * @param rate new rows a second; 0: what an idle table costs
 * @param seconds how long it is looked at, after a third of that in which the JVM warms up
 * @param endpoints how many different ones
 */
record TailingBench(long rows, int rate, int seconds, int endpoints) {
    private static final int REFRESHES = 5;

    /** @param arguments rows in the table, new rows a second, seconds, different endpoints */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 4) {
            System.err.println("bench/tailing ROWS RATE SECONDS ENDPOINTS, such as 1000000 1000 60 300");
            System.exit(2);
        }
        TailingBench bench = new TailingBench(
                Long.parseLong(arguments[0]),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]));
        System.out.println(Result.HEADER);
        System.out.println(bench.run(Path.of("").toAbsolutePath()));
    }

    /** @param repository the root of this repository, built */
    Result run(Path repository) throws IOException, InterruptedException, SQLException, ExecutionException {
        Path folder = Files.createTempDirectory("tailing");
        try (RealPostgres server = RealPostgres.of(RealPostgres.NEWEST_MAJOR)
                .with("shared_buffers", "1GB")
                .with("max_wal_size", "8GB")
                .start()) {
            say("filling a table with " + rows + " rows");
            EventRows table = new EventRows(server, endpoints);
            table.create(rows, rate);
            try (TailingExporter exporter = new TailingExporter(server, repository, folder)) {
                Cost cost = whileWriting(table, exporter);
                long written = table.count() - rows;
                TailingExporter.await(() -> counted(exporter) == written, "never " + written + " requests: " + folder);
                say("refreshing the windowed queries, 1 + " + REFRESHES + " times");
                return new Result(
                        rows,
                        cost,
                        new WindowedQuery(server).secondsOfRefresh(REFRESHES),
                        Cpu.resident(exporter.pid()),
                        counted(exporter),
                        written);
            }
        }
    }

    /** What it is about, while the table is still to come; not on standard output, which is the table's alone. */
    private static void say(String phase) {
        System.err.println("bench/tailing: " + phase);
    }

    /** Where nothing was ever counted there is no series. */
    private static long counted(TailingExporter exporter) throws IOException, InterruptedException {
        return Math.max(0, (long) exporter.figure("api_metrics", "api_requests_total{"));
    }

    private Cost whileWriting(EventRows table, TailingExporter exporter)
            throws IOException, InterruptedException, SQLException, ExecutionException {
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            Future<?> writing = writer.submit(() -> {
                table.write(rate, stop);
                return null;
            });
            say("warming up, then measuring " + seconds + " s");
            Cost.pause(TimeUnit.SECONDS.toNanos(seconds) / 3);
            Cost cost = Cost.of(exporter, seconds);
            stop.set(true);
            writing.get();
            return cost;
        } finally {
            stop.set(true);
            writer.shutdown();
        }
    }
}
