package com.kryonix.exporter.http;

import static com.kryonix.exporter.exposition.Format.OPENMETRICS;
import static com.kryonix.exporter.exposition.Format.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.exporter.exposition.Format;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NegotiationTest {
    static Stream<Arguments> accepts() {
        return Stream.of(
                Arguments.of("", TEXT),
                Arguments.of("*/*", TEXT),
                Arguments.of("text/html,application/xhtml+xml,*/*;q=0.8", TEXT),
                Arguments.of("application/json", TEXT),
                Arguments.of("text/plain;version=0.0.4", TEXT),
                Arguments.of("application/openmetrics-text", OPENMETRICS),
                Arguments.of("application/openmetrics-text; version=1.0.0; charset=utf-8", OPENMETRICS),
                Arguments.of("APPLICATION/OpenMetrics-Text;version=\"1.0.0\"", OPENMETRICS),
                Arguments.of("application/openmetrics-text;version=2.0.0", TEXT),
                Arguments.of("application/openmetrics-text;version=0.0.1", TEXT),
                // Prometheus 2.42
                Arguments.of(
                        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
                                + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
                        OPENMETRICS),
                // Prometheus 3
                Arguments.of(
                        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
                                + "application/openmetrics-text;version=0.0.1;q=0.4,"
                                + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1",
                        OPENMETRICS),
                // Prometheus with scrape_protocols: [PrometheusText0.0.4, OpenMetricsText1.0.0]
                Arguments.of(
                        "text/plain;version=0.0.4;q=0.6,application/openmetrics-text;version=1.0.0;q=0.5,*/*;q=0.2",
                        TEXT),
                Arguments.of("application/openmetrics-text;q=0.1, text/plain;q=0.9", TEXT),
                Arguments.of("application/openmetrics-text;q=0.9, text/plain;q=0.9", TEXT),
                Arguments.of("application/openmetrics-text;q=0, */*", TEXT),
                Arguments.of("text/plain;q=0, application/*;q=0.5", OPENMETRICS),
                Arguments.of("text/*;q=0.3, */*;q=0.5", OPENMETRICS),
                Arguments.of("application/openmetrics-text;q=lots", TEXT),
                Arguments.of(";;,,=;q", TEXT));
    }

    @ParameterizedTest
    @MethodSource("accepts")
    void theFormatIsTheBestOfWhatIsAccepted(String accept, Format format) {
        assertThat(Negotiation.format(accept)).isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                      | false",
                "gzip                    | true",
                "GZIP                    | true",
                "x-gzip                  | true",
                "gzip;q=0                | false",
                "gzip;q=0.000            | false",
                "gzip;q=0.5              | true",
                "identity                | false",
                "*                       | true",
                "*;q=0                   | false",
                "gzip;q=0, *             | false",
                "deflate, br             | false",
                "deflate, gzip;q=1.0, *;q=0.5 | true",
                "identity;q=1, gzip;q=0.5 | false",
                "identity;q=0.5, gzip;q=1 | true",
                "gzip;q=7                | false",
            })
    void gzipIsUsedWhereItIsWelcome(String acceptEncoding, boolean gzip) {
        assertThat(Negotiation.gzip(acceptEncoding)).isEqualTo(gzip);
    }

    @ParameterizedTest
    @CsvSource({
        "10, PT9.5S",
        "10.000, PT9.5S",
        "1, PT0.5S",
        "0.6, PT0.3S",
        "0.004, PT0.002S",
        "'', PT9.5S",
        "soon, PT9.5S",
        "NaN, PT9.5S",
        "0, PT9.5S",
        "-3, PT9.5S",
        "Infinity, PT1M59.5S",
        "1e300, PT1M59.5S",
    })
    void theBudgetIsThePrometheusTimeoutLessTheOffset(String header, Duration budget) {
        Budget ofScrapes = new Budget(Duration.ofSeconds(10), Duration.ofMillis(500));
        assertThat(ofScrapes.of(header)).isEqualTo(budget);
    }
}
