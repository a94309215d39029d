package com.kryonix.postgres.statements;

import com.kryonix.collector.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What one version of the extension has, and the SELECT that reads it. The extension's version decides, not the
 * server's: after pg_upgrade it lags until {@code ALTER EXTENSION … UPDATE}.
 */
final class Layout {
    private final int minor;
    private final List<Counter> counters;
    private final List<Counter> single;
    private final List<CounterGroup> groups;
    private final List<Gauge> gauges;

    private Layout(int minor) {
        this.minor = minor;
        this.counters = Arrays.stream(Counter.values())
                .filter(counter -> counter.columnIn(minor) != null)
                .toList();
        this.single = counters.stream()
                .filter(counter -> CounterGroup.of(counter) == null)
                .toList();
        this.groups = Arrays.stream(CounterGroup.values())
                .filter(group -> !group.membersIn(minor).isEmpty())
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

    /** What the extension calls it; only for those that it has. */
    String column(Counter counter) {
        return Objects.requireNonNull(counter.columnIn(minor), counter::name);
    }

    /** Those of them that are in no group. */
    List<Counter> single() {
        return single;
    }

    /** Those of which it has a member. */
    List<CounterGroup> groups() {
        return groups;
    }

    /** The members that it has. */
    List<Counter> members(CounterGroup group) {
        return group.membersIn(minor);
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
     * it), then {@link #single} in their order (float8 for times, int8 for the rest), {@link #groups} (an array of
     * float8 each), and {@link #gauges} (float8, timestamptz for the start). NULL stands for 0: most numbers of most
     * entries are 0, and sending one costs the server several times what comparing it does.
     *
     * @param schema the extension's, quoted
     */
    String entries(String schema) {
        List<String> columns = new ArrayList<>(List.of("userid", "dbid"));
        columns.add(hasToplevel() ? "toplevel" : "true");
        columns.add("queryid");
        single.forEach(counter -> columns.add("nullif(" + column(counter) + ", 0)"));
        groups.forEach(group -> columns.add(group.column(minor)));
        gauges.forEach(gauge -> columns.add(gauge.columnIn(minor)));
        return "SELECT " + String.join(", ", columns) + " FROM " + schema + ".pg_stat_statements(false)";
    }
}
