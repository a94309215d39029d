package com.kryonix.events.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.collector.HistogramValue;
import com.kryonix.collector.Sample;
import com.kryonix.collector.Value;
import com.kryonix.events.ApiMetrics;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rows of performance.api_metrics become series. */
class CountingTest {
    private static final EventTable TABLE = ApiMetrics.TABLE;
    private static final Set<String> ALL =
            TABLE.columns().stream().map(Column::name).collect(Collectors.toSet());

    private final Admissions admissions = new Admissions(TABLE);
    private final Counts counts = new Counts(TABLE);
    private final RowCounter counter = new RowCounter(TABLE, admissions);

    private static Column column(String name) {
        return TABLE.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Columns that are not named are NULL. */
    private void count(Object... namesAndValues) {
        Row row = new Row(TABLE.columns().size());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Column column = column(namesAndValues[i].toString());
            if (namesAndValues[i + 1] instanceof Integer number) {
                row.set(column, number);
            } else {
                row.set(column, namesAndValues[i + 1].toString());
            }
        }
        counter.add(row, counts);
    }

    private List<Sample> samples(Set<String> columns) {
        return new Exposure(TABLE, columns).samples(admissions, counts, new Counts(TABLE), new Births(TABLE, 0));
    }

    private double sum(String metric) {
        return samples(ALL).stream()
                .filter(sample -> sample.metric().name().equals(metric))
                .mapToDouble(
                        sample -> sample instanceof Value value ? value.value() : ((HistogramValue) sample).count())
                .sum();
    }

    @Test
    void aRowOfNullsIsCountedButNotTimed() {
        count();
        assertThat(sum("api_requests_total")).isEqualTo(1);
        assertThat(sum("api_request_duration_seconds")).isZero();
        assertThat(sum("api_database_seconds_total")).isZero();
        assertThat(sum("api_errors_total")).isZero();
        assertThat(samples(ALL)).extracting(Sample::labelValues).contains(List.of("/", "_OTHER", "other"));
    }

    @Test
    void aTimeIsInTheBucketWhoseBoundItEquals() {
        for (int i = 0; i < ApiMetrics.BUCKETS.size() - 1; i++) {
            count("endpoint", "/a", "method", "GET", "status_code", 200, "response_time", (int)
                    Math.round(ApiMetrics.BUCKETS.bound(i) * 1000));
        }
        count("endpoint", "/a", "method", "GET", "status_code", 200, "response_time", 30_001);
        HistogramValue histogram = (HistogramValue) samples(ALL).stream()
                .filter(HistogramValue.class::isInstance)
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < ApiMetrics.BUCKETS.size(); i++) {
            assertThat(histogram.cumulativeCount(i))
                    .as("le %s", ApiMetrics.BUCKETS.bound(i))
                    .isEqualTo(i + 1);
        }
    }

    @Test
    void millisecondsAreAddedExactly() {
        for (int i = 0; i < 1_000_000; i++) {
            count("endpoint", "/a", "method", "GET", "status_code", 200, "response_time", 1, "db_time", 1);
        }
        assertThat(sum("api_database_seconds_total")).isEqualTo(1000.0);
    }

    @Test
    void aNegativeTimeCannotMakeACounterFall() {
        count("endpoint", "/a", "method", "GET", "status_code", 200, "response_time", -5, "db_time", -5);
        assertThat(sum("api_requests_total")).isEqualTo(1);
        assertThat(sum("api_request_duration_seconds")).isZero();
        assertThat(sum("api_database_seconds_total")).isZero();
    }

    @Test
    void endpointsBeyondTheLimitAreCountedAsOtherAndTheSumStaysTheNumberOfRows() {
        for (int i = 0; i < 1000; i++) {
            count("endpoint", "/e" + i + "x", "method", "GET", "status_code", 200 + i, "response_time", 1);
        }
        assertThat(sum("api_requests_total")).isEqualTo(1000);
        assertThat(samples(ALL).stream()
                        .map(sample -> sample.labelValues().get(0))
                        .distinct())
                .hasSize(301)
                .contains("/e0x", "/e299x", "other")
                .doesNotContain("/e300x");
        assertThat(counts.overflowed()).isEqualTo(700);
    }

    @Test
    void failuresAreCountedByTypeAndCachedResponsesByEndpoint() {
        count("endpoint", "/a", "method", "get", "status_code", 500, "success", 0, "error_type", "timeout");
        count("endpoint", "/a", "method", "GET", "status_code", 404, "success", 0);
        count("endpoint", "/a", "method", "BREW", "status_code", 700, "success", 1, "from_cache", 1);
        assertThat(samples(ALL).stream().map(CountingTest::text))
                .contains(
                        "api_errors_total[/a, timeout] 1.0",
                        "api_errors_total[/a, unknown] 1.0",
                        "api_requests_total[/a, GET, 500] 1.0",
                        "api_requests_total[/a, _OTHER, other] 1.0",
                        "api_cached_responses_total[/a, _OTHER] 1.0",
                        "api_cached_responses_total[/a, GET] 0.0");
    }

    private static String text(Sample sample) {
        return sample.metric().name() + sample.labelValues() + " "
                + (sample instanceof Value value ? value.value() : ((HistogramValue) sample).count());
    }

    @Test
    void aTextOfAnyLengthIsALabelOfAtMost120Characters() {
        count("endpoint", "/a", "method", "GET", "status_code", 500, "success", 0, "error_type", "x".repeat(100_000));
        assertThat(samples(ALL).stream().map(CountingTest::text))
                .contains("api_errors_total[/a, " + "x".repeat(120) + "] 1.0");
    }

    @Test
    void aTableWithoutAColumnLacksItsFamiliesOnly() {
        count("endpoint", "/a", "method", "GET", "status_code", 200, "response_time", 1);
        assertThat(samples(Set.of("endpoint", "method", "status_code", "response_time")))
                .extracting(sample -> sample.metric().name())
                .containsExactly("api_requests_total", "api_request_duration_seconds");
    }

    @Test
    void longRawValuesTakeNoMoreThanABoundedPartOfTheMemory() {
        Label endpoint = TABLE.labels().get(0);
        Admission admission = new Admission(endpoint);
        int most = 0;
        for (int i = 0; i < 2_000; i++) {
            admission.number("/orders/" + i + "?" + "x".repeat(3_000));
            most = Math.max(most, admission.rememberedCharacters());
        }
        assertThat(most).isBetween(900_000, 1_000_000);
        int before = admission.rememberedCharacters();
        assertThat(admission.value(admission.number("/orders/7?" + "x".repeat(5_000_000))))
                .startsWith("/orders");
        assertThat(admission.rememberedCharacters())
                .as("one that long is not remembered")
                .isEqualTo(before);
    }
}
