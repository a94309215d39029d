package com.kryonix.postgres;

import static com.kryonix.collector.Requirement.before;
import static com.kryonix.collector.Requirement.since;
import static com.kryonix.postgres.Column.column;
import static com.kryonix.postgres.SourceUnit.KIBIBYTES;
import static com.kryonix.postgres.SourceUnit.MICROSECONDS;
import static com.kryonix.postgres.SourceUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.kryonix.collector.FailureKind;
import com.kryonix.collector.Metric;
import com.kryonix.collector.Sample;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class QueryCollectorTest {
    private static final Metric ROWS = Metric.gauge("x_rows", "Rows of a test.", "name");
    private static final Metric TIME = Metric.gauge("x_seconds", "Time of a test.", "name");
    private static final Metric KIND = Metric.gauge("x_of_kind", "One kind of a test.", "name", "kind");
    private static final Metric SIZE = Metric.gauge("x_bytes", "Size of a test.");
    private static final PostgresServer SERVER = SharedPostgres.monitor(SharedPostgres.of(17));

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void eachRowGivesASampleOfEachMetric() throws Exception {
        QueryCollector collector = QueryCollector.named("x")
                .sql("SELECT * FROM (VALUES ('a', 1, 13.0), ('b', 2, 26.0)) AS v(name, n, ms)")
                .label("name")
                .sample(ROWS, column("n"))
                .sample(TIME, column("ms").in(MILLISECONDS))
                .build();
        assertThat(samples(collector))
                .containsExactly(
                        Sample.of(ROWS, 1, "a"),
                        Sample.of(TIME, 0.013, "a"),
                        Sample.of(ROWS, 2, "b"),
                        Sample.of(TIME, 0.026, "b"));
    }

    @Test
    void aNullColumnGivesNoSampleAndANullLabelIsEmpty() throws Exception {
        QueryCollector collector = QueryCollector.named("x")
                .sql("SELECT NULL AS name, NULL::int AS n, 1000000 AS us, 'NaN'::float8 AS nan")
                .label("name")
                .sample(ROWS, column("n"))
                .sample(TIME, column("us").in(MICROSECONDS))
                .sample(KIND, column("nan").with("kind", "not a number"))
                .build();
        assertThat(samples(collector)).containsExactly(Sample.of(TIME, 1, ""));
    }

    @Test
    void columnsOfOneMetricAreToldApartByAConstantLabel() throws Exception {
        QueryCollector collector = QueryCollector.named("x")
                .sql("SELECT 'a' AS name, true AS good, false AS bad, 4 AS kb")
                .label("name")
                .sample(KIND, column("good").with("kind", "good"))
                .sample(KIND, column("bad").with("kind", "bad"))
                .sample(SIZE, column("kb").in(KIBIBYTES))
                .build();
        assertThat(samples(collector))
                .containsExactly(
                        Sample.of(KIND, 1, "a", "good"), Sample.of(KIND, 0, "a", "bad"), Sample.of(SIZE, 4096));
    }

    @Test
    void theSqlOfTheVersionIsRunAndAColumnOfALaterOneIsNotLookedFor() throws Exception {
        QueryCollector collector = QueryCollector.named("x")
                .sql(before(17), "SELECT old FROM renamed")
                .sql(since(17), "SELECT 17 AS kb")
                .sample(SIZE, column("kb"))
                .sample(
                        Metric.gauge("x_later", "Of a later version."),
                        column("later").since(99))
                .build();
        assertThat(samples(collector)).containsExactly(Sample.of(SIZE, 17));
    }

    @Test
    void aVersionWithoutSqlIsARequirementNotMet() throws Exception {
        QueryCollector collector = QueryCollector.named("x")
                .sql(before(13), "SELECT 1 AS kb")
                .sample(SIZE, column("kb"))
                .build();
        assertThat(collector.requirement().unmetBy(SERVER.lastFacts(SharedPostgres.scrape())))
                .hasValueSatisfying(
                        reason -> assertThat(reason).startsWith("only before server version 13, this is 17"));
    }

    @Test
    void twoRowsOfOneSeriesFailTheCollector() {
        QueryCollector collector = QueryCollector.named("x")
                .sql("SELECT 'a' AS name, n FROM generate_series(1, 2) n")
                .label("name")
                .sample(ROWS, column("n"))
                .build();
        Throwable thrown = catchThrowable(() -> samples(collector));
        assertThat(thrown).hasMessage("two samples of x_rows[a]");
        assertThat(SERVER.explain(thrown).kind()).isEqualTo(FailureKind.DEFECT);
    }

    @Test
    void aColumnThatTheSqlDoesNotGiveIsAnError() {
        QueryCollector collector = QueryCollector.named("x")
                .sql("SELECT 1 AS kb")
                .sample(SIZE, column("kilobytes"))
                .build();
        assertThat(SERVER.explain(catchThrowable(() -> samples(collector))).kind())
                .isEqualTo(FailureKind.QUERY);
    }

    @Test
    void aDeclarationThatIsNotWholeIsRefused() {
        assertThatThrownBy(() -> QueryCollector.named("x")
                        .sql("SELECT 1 AS n")
                        .sample(ROWS, column("n"))
                        .build())
                .hasMessage("x: nothing gives the label name of x_rows");
        assertThatThrownBy(() ->
                        QueryCollector.named("x").sample(SIZE, column("n")).build())
                .hasMessage("x: no SQL");
        assertThatThrownBy(() -> QueryCollector.named("x").sql("SELECT 1").build())
                .hasMessage("x: no sample");
    }

    private static List<Sample> samples(QueryCollector collector) throws Exception {
        return collector.collect(SERVER, SharedPostgres.scrape()).samples();
    }
}
