package com.kryonix.postgres.statements;

import com.kryonix.collector.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one version of the extension has, and the SELECT that reads it. The extension's version decides, not the
 * server's: after pg_upgrade it lags until {@code ALTER EXTENSION … UPDATE}.
 */
final class Layout {
    private final int minor;
    private final List<Counter> counters;
    private final List<Gauge> gauges;

    private Layout(int minor) {
        this.minor = minor;
        this.counters = Arrays.stream(Counter.values())
                .filter(counter -> counter.columnIn(minor) != null)
                .toList();
        this.gauges = Arrays.stream(Gauge.values())
                .filter(gauge -> gauge.columnIn(minor) != null)
                .toList();
    }

    /** @param extension at least 1.8; a newer one than 1.12 is read like it */
    static Layout of(Version extension) {
        if (!extension.atLeast(1, 8)) {
            throw new IllegalArgumentException("pg_stat_statements " + extension + " is older than 1.8");
        }
        return new Layout(extension.major() > 1 ? Integer.MAX_VALUE : extension.minor());
    }

    List<Counter> counters() {
        return counters;
    }

    List<Gauge> gauges() {
        return gauges;
    }

    /** Since 1.9 the same statement has an entry when run by the client and one when run by a function. */
    private boolean hasToplevel() {
        return minor >= 9;
    }

    /** Whether there is a view {@code pg_stat_statements_info}. */
    boolean hasInfo() {
        return minor >= 9;
    }

    /**
     * All entries, never their text: the columns userid and dbid (oid), toplevel, queryid (NULL where we may not see
     * it), then {@link #counters} and {@link #gauges} in their order: float8 for times, timestamptz for the start,
     * int8 for the rest.
     *
     * @param schema the extension's, quoted
     */
    String entries(String schema) {
        List<String> columns = new ArrayList<>(List.of("userid", "dbid"));
        columns.add(hasToplevel() ? "toplevel" : "true");
        columns.add("queryid");
        for (Counter counter : counters) {
            // numeric is read as text only; 2^53 bytes are exact, and 9 PB of WAL of one statement are far away.
            columns.add(counter == Counter.WAL_BYTES ? "wal_bytes::float8" : counter.columnIn(minor));
        }
        gauges.forEach(gauge -> columns.add(gauge.columnIn(minor)));
        return "SELECT " + String.join(", ", columns) + " FROM " + schema + ".pg_stat_statements(false)";
    }
}
