package com.kryonix.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import com.kryonix.collector.Outcome;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Scrape;
import com.kryonix.exporter.config.ConfigFile;
import com.kryonix.exporter.engine.Engine;
import com.kryonix.servers.RealPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the configuration says of a target arrives at its collectors. */
class SourcesTest {
    private static final RealPostgres POSTGRES = RealPostgres.of(17);
    private static final String TEXTS = "pg_stat_statements_query_info";

    private final Path folder;

    SourcesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    static void start() {
        POSTGRES.start();
        // Larger than shared_buffers, so that these three lead in calls, in time and in blocks read: the exporter's own
        // statements must not come among the first, from where they are taken out when their text is known.
        POSTGRES.execute(
                "CREATE EXTENSION pg_stat_statements",
                "CREATE TABLE large AS SELECT n, repeat('x', 1000) AS filler FROM generate_series(1, 50000) n",
                "SELECT pg_stat_statements_reset()");
        for (int i = 0; i < 20; i++) {
            POSTGRES.execute(
                    "SELECT count(*) AS a_name_that_makes_this_text_a_long_one FROM large",
                    "SELECT max(n) AS another_name_that_makes_this_text_a_long_one FROM large",
                    "SELECT min(n) AS a_third_name_that_makes_this_text_a_long_one FROM large");
        }
    }

    @AfterAll
    static void end() {
        POSTGRES.close();
    }

    private List<Sample> statements(String settings) throws IOException {
        Path file = Files.writeString(
                folder.resolve("kryonix.yml"),
                "postgres:\n  - host: 127.0.0.1\n    port: " + POSTGRES.port()
                        + "\n    events:\n      enabled: false\n    collectors:\n      include: [stat_statements]\n    statements: "
                        + settings + "\n");
        try (Sources sources = Sources.open(ConfigFile.read(file, Map.of()), new MetricRegistry());
                Engine engine = new Engine(sources.targets())) {
            return engine.scrape(Scrape.within(Duration.ofSeconds(20))).stream()
                    .flatMap(target -> target.collectors().stream())
                    .filter(result -> result.collector().equals("stat_statements"))
                    .map(result -> (Outcome.Collected) result.outcome())
                    .flatMap(collected -> collected.reading().samples().stream())
                    .toList();
        }
    }

    private static List<String> values(List<Sample> samples, String metric, String label) {
        return samples.stream()
                .filter(sample -> sample.metric().name().equals(metric))
                .map(sample -> sample.labelValues().get(sample.metric().labels().indexOf(label)))
                .toList();
    }

    @Test
    void soManyStatementsHaveSeriesOfTheirOwnAndSoMuchTextAsIsConfigured() throws IOException {
        List<Sample> samples = statements("{top: 2, text_length: 20}");
        assertThat(values(samples, "pg_stat_statements_calls_total", "queryid"))
                .contains("other")
                .filteredOn(id -> !id.equals("other"))
                .hasSize(2);
        assertThat(values(samples, TEXTS, "query"))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text.length()).isBetween(1, 20));
    }

    @Test
    void withoutLengthThereIsNoText() throws IOException {
        List<Sample> samples = statements("{text_length: 0}");
        assertThat(values(samples, "pg_stat_statements_calls_total", "queryid")).hasSizeGreaterThan(2);
        assertThat(values(samples, TEXTS, "query")).isEmpty();
    }
}
