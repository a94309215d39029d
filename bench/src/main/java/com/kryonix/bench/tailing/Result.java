package com.kryonix.bench.tailing;

import java.util.Locale;

/**
 * One run, as a row of a Markdown table.
 *
 * @param rows in the table before
 * @param refresh CPU seconds of the server for one refresh of the windowed queries
 * @param resident the exporter's memory at the end, in bytes
 * @param counted requests by the exporter when nothing was written any more
 * @param written rows that were added to the table
 */
record Result(long rows, Cost cost, double refresh, long resident, long counted, long written) {
    static final String HEADER = """
            | rows | new rows/s | read per new row | server µs/new row | exporter µs/new row | server CPU | exporter CPU | fold ms | most lag s | refresh ms | tail ÷ refresh each 15 s | RSS MB | counted - written |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |""";

    private static final double REFRESH_INTERVAL = 15;

    /** The server's CPU for the tail, beside that for a refresh each 15 s. */
    double ratio() {
        return cost.server() / cost.elapsed() / (refresh / REFRESH_INTERVAL);
    }

    private String aRow(double all) {
        return cost.added() == 0 ? "-" : String.format(Locale.ROOT, "%.2f", all / cost.added());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "| %,d | %,.0f | %s | %s | %s | %.2f %% | %.2f %% | %.1f | %.1f | %.1f | %.3f | %d | %d |",
                rows,
                cost.added() / cost.elapsed(),
                aRow(cost.scanned()),
                aRow(cost.server() * 1e6),
                aRow(cost.exporter() * 1e6),
                cost.server() / cost.elapsed() * 100,
                cost.exporter() / cost.elapsed() * 100,
                cost.fold() * 1e3,
                cost.lag(),
                refresh * 1e3,
                ratio(),
                resident >> 20,
                counted - written);
    }
}
