package com.kryonix.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.servers.RealPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the exporter asks, scrape after scrape, leaves a fixed number of entries in pg_stat_statements. */
class FewStatementsTest {
    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void aScrapeAsksWhatThoseBeforeHaveAsked(int major, @TempDir Path folder) throws Exception {
        try (RealPostgres postgres = RealPostgres.of(major).start()) {
            postgres.execute("CREATE EXTENSION pg_stat_statements");
            postgres.execute("CREATE ROLE exporting SUPERUSER LOGIN");
            Path configuration = Files.writeString(
                    folder.resolve("kryonix.yml"),
                    "postgres:\n  - name: main\n    host: 127.0.0.1\n    user: exporting\n    port: " + postgres.port()
                            + "\n    events:\n      interval: 100ms\n");
            assertThat(Main.commandLine().execute("schema", "apply", "--config", configuration.toString()))
                    .isZero();
            try (RunningExporter exporter = RunningExporter.serve(folder, Map.of(), configuration)) {
                exporter.process().awaitErrors(text -> exporter.scrape().contains("kryonix_tail_rows_total"));
                scrape(exporter, 5);
                Set<String> before = statements(postgres);
                scrape(exporter, 15);
                Set<String> more = statements(postgres);
                more.removeAll(before);
                // Not one a fold or scrape; a look at the log, say, is seldom needed.
                assertThat(more).hasSizeLessThan(5);
                assertThat(before).anyMatch(statement -> statement.startsWith("COPY ("));
                exporter.end();
            }
        }
    }

    private static void scrape(RunningExporter exporter, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(exporter.scrape()).contains("pg_up 1.0");
        }
    }

    /** The exporter's own; another day is another statement, and no matter. */
    private static Set<String> statements(RealPostgres postgres) throws Exception {
        Set<String> statements = new TreeSet<>();
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl());
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT regexp_replace(query, '\\d+-\\d+-\\d+', 'a day', 'g')"
                        + " FROM pg_stat_statements WHERE userid = 'exporting'::regrole")) {
            while (row.next()) {
                statements.add(row.getString(1));
            }
        }
        return statements;
    }
}
