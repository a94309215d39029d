package com.kryonix.postgres;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Facts;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Reading;
import com.kryonix.collector.Requirement;
import com.kryonix.collector.Scrape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A view, declared: its SQL for each version, and which column gives which metric. One statement, one round trip; a
 * row may give samples of several metrics. NULL gives no sample.
 *
 * <pre>{@code
 * QueryCollector.named("bgwriter")
 *         .sql(before(17), "SELECT buffers_clean, checkpoint_write_time FROM pg_stat_bgwriter")
 *         .sql(since(17), "SELECT buffers_clean, write_time AS checkpoint_write_time FROM …")
 *         .sample(CLEANED, column("buffers_clean"))
 *         .sample(CHECKPOINT_WRITE, column("checkpoint_write_time").in(MILLISECONDS))
 *         .build();
 * }</pre>
 */
public final class QueryCollector implements Collector<PostgresServer> {
    /** The SQL for the servers that meet the requirement. */
    record Branch(Requirement requirement, String sql) {}

    private final String name;
    private final Requirement requirement;
    private final List<Branch> branches;
    private final RowMapping mapping;

    private QueryCollector(Builder builder) {
        this.name = builder.name;
        this.requirement = builder.requirement;
        this.branches = List.copyOf(builder.branches);
        this.mapping = new RowMapping(builder.name, builder.labels, builder.fields);
        if (branches.isEmpty()) {
            throw new IllegalArgumentException(name + ": no SQL");
        }
    }

    public static Builder named(String name) {
        return new Builder(name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Metric> metrics() {
        return mapping.metrics();
    }

    /** What was asked for, and a branch that applies. */
    @Override
    public Requirement requirement() {
        return requirement.and(facts -> branches.stream()
                .map(branch -> branch.requirement.unmetBy(facts))
                .reduce((one, other) -> one.isEmpty() ? one : other)
                .orElseThrow());
    }

    /** Every SQL that applies to such a server: exactly one, or the declaration is wrong. */
    List<String> sqlFor(Facts facts) {
        return branches.stream()
                .filter(branch -> branch.requirement.unmetBy(facts).isEmpty())
                .map(Branch::sql)
                .toList();
    }

    @Override
    public Reading collect(PostgresServer server, Scrape scrape) throws Exception {
        Facts facts = server.lastFacts(scrape);
        List<String> sql = sqlFor(facts);
        if (sql.size() != 1) {
            throw new IllegalStateException(name + ": " + sql.size() + " SQLs for version " + facts.version());
        }
        return server.read(
                scrape,
                handle -> handle.createQuery(sql.get(0))
                        .scanResultSet((rows, context) -> mapping.read(rows.get(), facts)));
    }

    /** Collects a declaration; {@link #build} checks that it is whole. */
    public static final class Builder {
        private final String name;
        private final List<Branch> branches = new ArrayList<>();
        private final Set<String> labels = new HashSet<>();
        private final List<RowMapping.Field> fields = new ArrayList<>();
        private Requirement requirement = Requirement.none();

        private Builder(String name) {
            this.name = name;
        }

        /** What a server must have besides a version that an SQL is for. */
        public Builder requires(Requirement more) {
            requirement = requirement.and(more);
            return this;
        }

        /** The SQL for every version. */
        public Builder sql(String sql) {
            return sql(Requirement.none(), sql);
        }

        /** The SQL for servers that meet the requirement; the branches of a collector exclude each other. */
        public Builder sql(Requirement when, String sql) {
            branches.add(new Branch(when, sql));
            return this;
        }

        /** A column that gives the label of its name to every metric that has such a label; NULL gives "". */
        public Builder label(String column) {
            labels.add(column);
            return this;
        }

        /** The column's value, in each row. */
        public Builder sample(Metric metric, Column column) {
            fields.add(new RowMapping.Field(metric, column));
            return this;
        }

        /** 1 in each row: what it says is in its labels. */
        public Builder info(Metric metric) {
            fields.add(new RowMapping.Field(metric, null));
            return this;
        }

        /** @throws IllegalArgumentException for a label that nothing gives */
        public QueryCollector build() {
            return new QueryCollector(this);
        }
    }
}
