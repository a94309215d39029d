package com.kryonix.exporter.exposition;

import static com.kryonix.exporter.exposition.Pages.BOTH;
import static com.kryonix.exporter.exposition.Pages.collected;
import static com.kryonix.exporter.exposition.Pages.failed;
import static com.kryonix.exporter.exposition.Pages.lines;
import static com.kryonix.exporter.exposition.Pages.page;
import static com.kryonix.exporter.exposition.Pages.skipped;
import static com.kryonix.exporter.exposition.Pages.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.collector.FailureKind;
import com.kryonix.collector.Kind;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Sample;
import com.kryonix.exporter.engine.TargetResult;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PageTest {
    private static final Metric COMMITS = Metric.counter("pg_demo_commits_total", "Commits", "datname")
            .orPostgresExporter("pg_demo_commits", Kind.UNKNOWN, 1);
    private static final Metric KEYS =
            Metric.gauge("redis_demo_keys", "Keys").orRedisExporter("redis_demo_db_keys", Kind.GAUGE, 1);

    private static TargetResult postgres(String name, double commits) {
        return target(
                "postgres",
                name,
                collected("database", Sample.of(COMMITS, commits, "app")),
                skipped("slots"),
                failed("activity", FailureKind.PERMISSION));
    }

    private static TargetResult redis(String name) {
        return target("redis", name, collected("keyspace", Sample.of(KEYS, 7)));
    }

    private static String text(TargetResult... results) {
        return page(BOTH, Scope.EVERYTHING, Format.TEXT, results);
    }

    @Test
    void oneTargetOfAKindHasNoServerLabel() {
        assertThat(text(postgres("main", 5), redis("cache")).lines())
                .contains(
                        "pg_demo_commits_total{datname=\"app\",} 5.0",
                        "redis_demo_keys 7.0",
                        "pg_up 1.0",
                        "redis_up 1.0",
                        "kryonix_exporter_collector_success{source=\"postgres\",collector=\"database\",} 1.0",
                        "kryonix_exporter_conflicting_families 0.0")
                .noneMatch(line -> line.contains("server="));
    }

    @Test
    void severalTargetsOfAKindAreToldApart() {
        String page = text(postgres("a", 5), postgres("b", 6), redis("cache"));
        assertThat(page.lines())
                .contains(
                        "pg_demo_commits_total{server=\"a\",datname=\"app\",} 5.0",
                        "pg_demo_commits_total{server=\"b\",datname=\"app\",} 6.0",
                        "pg_up{server=\"a\",} 1.0",
                        "redis_demo_keys 7.0",
                        "redis_up 1.0",
                        "kryonix_exporter_source_up{server=\"a\",source=\"postgres\",} 1.0",
                        "kryonix_exporter_source_up{server=\"cache\",source=\"redis\",} 1.0");
        assertThat(page.lines().filter("# TYPE pg_demo_commits_total counter"::equals))
                .hasSize(1);
    }

    @Test
    void aProbeHasNeitherServerLabelNorTheExportersOwnMachine() {
        assertThat(page(BOTH, Scope.ONE_TARGET, Format.TEXT, postgres("a", 5)).lines())
                .contains("pg_demo_commits_total{datname=\"app\",} 5.0", "pg_up 1.0")
                .noneMatch(line -> line.contains("server=") || line.startsWith("jvm_") || line.contains("build_info"));
    }

    @Test
    void aliasesStandBesideTheMetricOnlyWhereTheyAreWanted() {
        TargetResult[] results = {postgres("main", 5), redis("cache")};
        String none = page(Set.of(), Scope.EVERYTHING, Format.TEXT, results);
        String one = page(Set.of("redis_exporter"), Scope.EVERYTHING, Format.TEXT, results);

        assertThat(text(results).lines()).contains("pg_demo_commits{datname=\"app\",} 5.0", "redis_demo_db_keys 7.0");
        assertThat(none.lines())
                .contains("pg_demo_commits_total{datname=\"app\",} 5.0", "redis_demo_keys 7.0")
                .noneMatch(line -> line.startsWith("pg_demo_commits{") || line.startsWith("redis_demo_db_keys"));
        assertThat(one.lines())
                .contains("redis_demo_db_keys 7.0")
                .noneMatch(line -> line.startsWith("pg_demo_commits{"));
    }

    @Test
    void anAliasNamedLikeACountersFamilyLeavesOpenMetricsUnambiguous() {
        String page = page(BOTH, Scope.EVERYTHING, Format.OPENMETRICS, postgres("main", 5));
        assertThat(lines(page, "pg_demo_commits")).isEqualTo("""
                        # TYPE pg_demo_commits unknown
                        # HELP pg_demo_commits Commits (postgres_exporter's name for pg_demo_commits_total)
                        pg_demo_commits{datname="app"} 5.0
                        # TYPE pg_demo_commits_total unknown
                        # HELP pg_demo_commits_total Commits
                        pg_demo_commits_total{datname="app"} 5.0
                        """);
    }

    @Test
    void aCounterInBytesWithSuchAnAliasIsWrittenToo() {
        Metric temporary = Metric.counter("pg_demo_temp_bytes_total", "Bytes")
                .orPostgresExporter("pg_demo_temp_bytes", Kind.UNKNOWN, 1);
        String page = page(
                BOTH,
                Scope.ONE_TARGET,
                Format.OPENMETRICS,
                target("postgres", "main", collected("temp", Sample.of(temporary, 9))));
        assertThat(page.lines()).contains("pg_demo_temp_bytes 9.0", "pg_demo_temp_bytes_total 9.0");
        assertThat(OpenMetricsParser.check(page)).isGreaterThan(5);
    }

    @Test
    void howEachCollectorEndedIsThere() {
        String activity = "{source=\"postgres\",collector=\"activity\",";
        String database = "{source=\"postgres\",collector=\"database\",";
        assertThat(text(postgres("main", 5)).lines())
                .contains(
                        "kryonix_exporter_collector_success" + activity + "} 0.0",
                        "kryonix_exporter_collector_duration_seconds" + activity + "} 0.25",
                        "kryonix_exporter_collector_outcome" + activity + "outcome=\"permission\",} 1.0",
                        "kryonix_exporter_collector_outcome{source=\"postgres\",collector=\"slots\",outcome=\"skipped\",}"
                                + " 1.0",
                        "kryonix_exporter_collector_series" + database + "} 1.0",
                        "kryonix_exporter_collector_age_seconds" + database + "} 0.0",
                        "kryonix_exporter_collector_series_dropped" + database + "} 0.0",
                        "pg_scrape_collector_success{collector=\"activity\",} 0.0",
                        "pg_scrape_collector_success{collector=\"database\",} 1.0",
                        "pg_exporter_last_scrape_error 1.0",
                        "pg_exporter_last_scrape_duration_seconds 0.012",
                        "pg_exporter_scrapes_total 3.0")
                .noneMatch(line -> line.contains("success{") && line.contains("slots"));
    }

    @Test
    void familiesThatContradictEachOtherAreCountedAndTheFirstStays() {
        Metric first = Metric.gauge("demo_both", "First", "a");
        Metric second = Metric.gauge("demo_both", "Second", "b");
        Metric same = Metric.gauge("demo_same", "Same");
        String page = text(
                target("postgres", "main", collected("x", Sample.of(first, 1, "v"), Sample.of(same, 3))),
                target("redis", "cache", collected("y", Sample.of(second, 2, "w"), Sample.of(same, 4))));

        assertThat(page.lines())
                .contains("demo_both{a=\"v\",} 1.0", "demo_same 3.0", "kryonix_exporter_conflicting_families 2.0")
                .doesNotContain("demo_both{b=\"w\",} 2.0", "demo_same 4.0");
    }

    @Test
    void promtoolFindsNothingToSay() throws Exception {
        assertThat(Promtool.complaints(page(Set.of(), Scope.EVERYTHING, Format.TEXT, postgres("a", 5), redis("b"))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void openMetricsIsWellFormed(Scope scope) {
        String page = page(BOTH, scope, Format.OPENMETRICS, postgres("a", 5), redis("b"));
        assertThat(OpenMetricsParser.check(page)).isGreaterThan(20);
    }
}
