package com.kryonix.postgres.statements;

import com.kryonix.collector.Collector;
import com.kryonix.collector.Facts;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Reading;
import com.kryonix.collector.Requirement;
import com.kryonix.collector.Scrape;
import com.kryonix.collector.Version;
import com.kryonix.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * pg_stat_statements: what the statements that matter cost, and what all the others cost together.
 *
 * <pre>
 * pg_stat_statements_seconds_total{user="app",datname="shop",queryid="-1277318873921236325"} 12.5
 * pg_stat_statements_seconds_total{user="app",datname="shop",queryid="other"} 0.75
 * </pre>
 *
 * One instance belongs to one target: it remembers the last read. Counting starts at 0 with its first read.
 */
public final class StatementsCollector implements Collector<PostgresServer> {
    private static final String EXTENSION = "pg_stat_statements";
    private static final Requirement INSTALLED = Requirement.extension(
            EXTENSION,
            "add it to shared_preload_libraries, restart, and run CREATE EXTENSION pg_stat_statements"
                    + " in the database that the exporter connects to");
    /** Roles and databases are seldom renamed. */
    private static final Duration NAMES_LIVE = Duration.ofMinutes(5);

    private final Accumulator accumulator;
    private final Texts texts;
    private final boolean postgresExporterNames;
    private final LongSupplier nanoTime;
    private @Nullable Installation installation;
    private String server = "";
    private long namesReadAt;

    /** The extension as it was found: valid until a read fails or its version changes. */
    private record Installation(Version version, String schema, Layout layout, EntriesReader entries) {}

    /** @param postgresExporterNames also texts as postgres_exporter gives them, which no alias can express */
    public StatementsCollector(StatementsOptions options, boolean postgresExporterNames) {
        this(options, postgresExporterNames, System::nanoTime);
    }

    StatementsCollector(StatementsOptions options, boolean postgresExporterNames, LongSupplier nanoTime) {
        this.postgresExporterNames = postgresExporterNames;
        this.accumulator = new Accumulator(options);
        this.texts = new Texts(options);
        this.nanoTime = nanoTime;
    }

    @Override
    public String name() {
        return "stat_statements";
    }

    @Override
    public List<Metric> metrics() {
        return StatementMetrics.all().stream()
                .filter(metric -> postgresExporterNames || !metric.equals(StatementMetrics.QUERY_ID))
                .toList();
    }

    @Override
    public Requirement requirement() {
        return INSTALLED.and(StatementsCollector::recentEnough);
    }

    private static Optional<String> recentEnough(Facts facts) {
        Version version = facts.extensions().getOrDefault(EXTENSION, Version.of(0, 0));
        return version.atLeast(1, 8)
                ? Optional.empty()
                : Optional.of("extension pg_stat_statements is version " + version
                        + ", 1.8 is needed: run ALTER EXTENSION pg_stat_statements UPDATE");
    }

    @Override
    public synchronized Reading collect(PostgresServer source, Scrape scrape) throws Exception {
        Version version = source.facts(scrape).extensions().getOrDefault(EXTENSION, Version.of(1, 8));
        return source.read(scrape, handle -> read(handle.getConnection(), version));
    }

    private Reading read(Connection connection, Version version) throws SQLException {
        Installation present = installation;
        installation = null;
        if (present == null || !present.version().equals(version)) {
            present = find(connection, version);
        }
        Snapshot snapshot = accumulator.next();
        present.entries().read(connection, snapshot);
        Health health = Health.read(connection, present.layout(), present.schema());
        long now = nanoTime.getAsLong();
        Owners owners = accumulator.owners();
        if (!owners.know(snapshot) || now - namesReadAt > NAMES_LIVE.toNanos()) {
            owners.learn(NamesReader.read(connection, snapshot));
            namesReadAt = now;
        }
        if (!health.server().equals(server)) {
            accumulator.restart();
            server = health.server();
        }
        accumulator.accept(snapshot, now);
        texts.complete(connection, present.schema(), accumulator.membership(), now);
        installation = present;
        return Reading.of(StatementSamples.of(present.layout(), accumulator, texts, health, postgresExporterNames));
    }

    /** The extension's schema need not be on the search_path. */
    private static Installation find(Connection connection, Version version) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT pg_catalog.quote_ident(n.nspname) FROM pg_catalog.pg_extension e"
                                + " JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace"
                                + " WHERE e.extname = 'pg_stat_statements'" + PostgresServer.MARK)) {
            if (!row.next()) {
                throw new SQLException("extension pg_stat_statements is missing", "42704");
            }
            String schema = row.getString(1);
            Layout layout = Layout.of(version);
            return new Installation(version, schema, layout, new EntriesReader(layout, schema));
        }
    }
}
