package com.kryonix.dashboards.promql;

import static com.kryonix.dashboards.promql.Window.PERIOD;
import static com.kryonix.dashboards.promql.Window.PERIOD_AT_END;
import static com.kryonix.dashboards.promql.Window.PERIOD_BEFORE;
import static com.kryonix.dashboards.promql.Window.POINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kryonix.collector.Metric;
import org.junit.jupiter.api.Test;

class SeriesTest {
    private static final Metric REQUESTS = Metric.counter("requests_total", "Rows of a table.", "endpoint", "status");
    private static final Metric SESSIONS = Metric.gauge("sessions", "Rows of a view.");
    private static final Metric DURATION = Metric.histogram("duration_seconds", "Column of a table.", "endpoint");

    @Test
    void aRateIsTakenOverTheDistanceOfTwoPointsOrThePeriod() {
        Series failed = Series.of(REQUESTS).where("status", "=~", "5..").where("job", "=", "x");
        assertThat(failed.rate(POINT).text())
                .isEqualTo("rate(requests_total{status=~\"5..\",job=\"x\"}[$__rate_interval])");
        assertThat(failed.increase(PERIOD_BEFORE).text())
                .isEqualTo("increase(requests_total{status=~\"5..\",job=\"x\"}[$__range] offset $__range)");
    }

    @Test
    void aHistogramIsReadByItsParts() {
        assertThat(Series.buckets(DURATION)
                        .rate(PERIOD)
                        .sumBy("le")
                        .quantile(0.95)
                        .text())
                .isEqualTo("histogram_quantile(0.95, sum by (le) (rate(duration_seconds_bucket[$__range])))");
        assertThat(Series.totals(DURATION).now().text()).isEqualTo("duration_seconds_sum");
        assertThat(Series.counts(DURATION).now().text()).isEqualTo("duration_seconds_count");
    }

    @Test
    void theGreatestOfThePeriodAreTheSameAtEachPoint() {
        assertThat(Series.of(SESSIONS).greatest(PERIOD_AT_END).text())
                .isEqualTo("max_over_time(sessions[$__range] @ end())");
    }

    @Test
    void aLabelThatTheMetricLacksIsRefused() {
        assertThatThrownBy(() -> Series.of(REQUESTS).where("code", "=", "200"))
                .hasMessage("metric requests_total has no label code");
    }

    @Test
    void aGaugeHasNoRate() {
        assertThatThrownBy(() -> Series.of(SESSIONS).rate(POINT)).hasMessage("metric sessions has no rate");
    }

    @Test
    void aHistogramHasNoSeriesOfItsOwnName() {
        assertThatThrownBy(() -> Series.of(DURATION))
                .hasMessage("metric duration_seconds is a histogram; use buckets, totals or counts");
        assertThatThrownBy(() -> Series.buckets(SESSIONS)).hasMessage("metric sessions is no histogram");
    }
}
