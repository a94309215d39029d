package com.kryonix.postgres.subject;

import static com.kryonix.collector.Metric.counter;
import static com.kryonix.collector.Metric.unknown;
import static com.kryonix.postgres.Column.column;

import com.kryonix.collector.Metric;
import com.kryonix.collector.Requirement;
import com.kryonix.postgres.Column;
import com.kryonix.postgres.QueryCollector;
import java.util.List;
import java.util.Optional;

/**
 * Why queries on a standby were cancelled. On a primary there is nothing to count, so nothing is asked.
 *
 * <pre>pg_stat_database_conflicts_by_cause_total{datid="16384",datname="shop",cause="snapshot"} 3</pre>
 *
 * Source: {@code pg_stat_database_conflicts}.
 */
public final class DatabaseConflicts {
    public static final Metric CONFLICTS = counter(
            "pg_stat_database_conflicts_by_cause_total",
            "Queries cancelled by recovery on a standby, by cause, from pg_stat_database_conflicts.confl_*.",
            "datid",
            "datname",
            "cause");

    private static final List<String> CAUSES =
            List.of("tablespace", "lock", "snapshot", "bufferpin", "deadlock", "active_logicalslot");

    private static final Requirement STANDBY =
            facts -> facts.primary() ? Optional.of("only on a standby, this is a primary") : Optional.empty();

    private DatabaseConflicts() {}

    /** @param postgresExporterNames also under its names, one a cause, which no alias can express */
    public static QueryCollector collector(boolean postgresExporterNames) {
        QueryCollector.Builder builder = QueryCollector.named("database_conflicts")
                .requires(STANDBY)
                .sql("SELECT * FROM pg_stat_database_conflicts ORDER BY datid")
                .label("datid")
                .label("datname");
        for (String cause : CAUSES) {
            Column column = column("confl_" + cause);
            if (cause.equals("active_logicalslot")) {
                column = column.since(16);
            }
            builder.sample(CONFLICTS, column.with("cause", cause));
            if (postgresExporterNames && !cause.equals("active_logicalslot")) {
                String name = "pg_stat_database_conflicts_confl_" + cause;
                String help = "Queries cancelled by recovery, from pg_stat_database_conflicts.confl_" + cause + ".";
                builder.sample(unknown(name, help, "datid", "datname"), column);
            }
        }
        return builder.build();
    }
}
