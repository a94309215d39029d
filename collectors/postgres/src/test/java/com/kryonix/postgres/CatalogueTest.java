package com.kryonix.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.collector.Alias;
import com.kryonix.collector.Catalogue;
import com.kryonix.collector.Collector;
import com.kryonix.collector.Facts;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Version;
import com.kryonix.servers.RealPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CatalogueTest {
    private final Catalogue<PostgresServer> catalogue = PostgresCatalogue.create(PostgresOptions.defaults());

    /** Those whose SQL depends on the version. */
    private final List<QueryCollector> queries = catalogue.collectors().stream()
            .map(Collector::undecorated)
            .filter(QueryCollector.class::isInstance)
            .map(QueryCollector.class::cast)
            .toList();

    @TestFactory
    Stream<DynamicTest> exactlyOneSqlAppliesOnEachSupportedVersion() {
        return queries.stream()
                .flatMap(query -> RealPostgres.SUPPORTED.stream()
                        .map(major -> DynamicTest.dynamicTest(
                                query.name() + " on " + major,
                                () -> assertThat(query.sqlFor(
                                                new Facts(Version.of(major, 0), true, Map.of(), "kryonix", Set.of())))
                                        .hasSize(1))));
    }

    @Test
    void noNameIsUsedTwiceAliasesIncluded() {
        List<String> names = new ArrayList<>();
        for (Metric metric : catalogue.metrics()) {
            names.add(metric.name());
            metric.aliases().stream().map(Alias::name).forEach(names::add);
        }
        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(300);
    }

    @Test
    void everySubjectIsListed() throws IOException {
        Path subjects = Path.of(System.getProperty("kryonix.root"))
                .resolve("collectors/postgres/src/main/java/com/kryonix/postgres/subject");
        String wiring = Files.readString(subjects.resolveSibling("PostgresCatalogue.java"));
        int declared = 0;
        try (Stream<Path> files = Files.list(subjects)) {
            for (Path file : files.toList()) {
                String source = Files.readString(file);
                declared += source.contains("QueryCollector.named(") ? 1 : 0;
                if (source.contains("QueryCollector ") || source.contains("implements Collector<")) {
                    String subject = file.getFileName().toString().replace(".java", "");
                    assertThat(wiring).contains("import com.kryonix.postgres.subject." + subject + ";");
                }
            }
        }
        assertThat(declared).as("queries that the test of their versions knows").isEqualTo(queries.size());
    }

    @Test
    void withoutPostgresExportersNamesOnlyOursAreLeft() {
        Catalogue<PostgresServer> ours = PostgresCatalogue.create(new PostgresOptions(false, false));
        assertThat(ours.metrics())
                .extracting(Metric::name)
                .contains("pg_sessions", "pg_stat_database_conflicts_by_cause_total")
                .doesNotContain(
                        "pg_stat_activity_count",
                        "pg_stat_database_conflicts_confl_lock",
                        "pg_stat_statements_query_id");
    }

    @Test
    void askedForTheActivityHasAllSevenLabels() {
        Catalogue<PostgresServer> full = PostgresCatalogue.create(new PostgresOptions(true, true));
        assertThat(full.metrics())
                .filteredOn(metric -> metric.name().equals("pg_stat_activity_count"))
                .singleElement()
                .satisfies(metric -> assertThat(metric.labels()).hasSize(7).contains("wait_event"));
    }
}
