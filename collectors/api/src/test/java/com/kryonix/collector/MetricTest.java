package com.kryonix.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTest {
    @Test
    void readsItsUnitOffItsName() {
        assertThat(Metric.counter("a_seconds_total", "Help.").unit()).isEqualTo(Unit.SECONDS);
        assertThat(Metric.gauge("a_bytes", "Help.").unit()).isEqualTo(Unit.BYTES);
        assertThat(Metric.gauge("a_ratio", "Help.").unit()).isEqualTo(Unit.RATIO);
        assertThat(Metric.gauge("a_sessions", "Help.").unit()).isEqualTo(Unit.NONE);
    }

    @Test
    void refusesAUnitThatItsNameDoesNotSay() {
        refused(() -> new Metric("a_seconds", Kind.GAUGE, Unit.BYTES, "Help.", List.of(), List.of()), "SECONDS");
    }

    @Test
    void refusesACounterWithoutTotalAndAGaugeWithIt() {
        refused(() -> Metric.counter("a_requests", "Help."), "_total");
        refused(() -> Metric.gauge("a_requests_total", "Help."), "_total");
        refused(() -> Metric.info("a_build", "Help."), "_info");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a_milliseconds", "a_wait_ms_total", "a_percent", "a_size_kb", "a_days", "a_ms"})
    void refusesUnitsThatAreNotBaseUnits(String name) {
        refused(() -> Metric.unknown(name, "Help."), "base units");
    }

    @ParameterizedTest
    @CsvSource({
        "a_b_total, b, bytes",
        "a_day_of_week_total, day, days",
        "a_wait_ms, ms, milliseconds",
        "a_percent, percent, percent",
        "_s, s, seconds",
    })
    void saysWhichWordReadsAsWhichUnit(String name, String word, String unit) {
        assertThatThrownBy(() -> Metric.unknown(name, "Help."))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("metric " + name + ": \"" + word + "\" in it reads as a unit (" + unit
                        + "): use base units: seconds, bytes, ratio");
    }

    @ParameterizedTest
    @ValueSource(strings = {"b_requests", "a_bs", "a_monday", "ms"})
    void aUnitIsAWholeWordBehindTheFirst(String name) {
        assertThat(Metric.gauge(name, "Help.").unit()).isEqualTo(Unit.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A_name", "a:name", "9a", "a-b", "a_gauge", "a_sum", "a_count", "a_bucket"})
    void refusesNamesThatPromtoolWould(String name) {
        assertThatThrownBy(() -> Metric.gauge(name, "Help.")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a_gauge", "a_summary_keep_time_seconds"})
    void refusesATypeInTheNameEvenWhereTheTypeIsUnknown(String name) {
        refused(() -> Metric.unknown(name, "Help."), "hold a type");
    }

    @Test
    void anotherExportersNameMayEndInCountWhenItIsOfUnknownType() {
        assertThat(Metric.unknown("pg_stat_activity_count", "Help.").kind()).isEqualTo(Kind.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"le", "quantile", "type", "__name", "Upper", "with space"})
    void refusesLabelsThatAreNotOursToUse(String label) {
        refused(() -> Metric.gauge("a_name", "Help.", label), label);
    }

    @Test
    void refusesALabelTwiceAndAnEmptyHelp() {
        refused(() -> Metric.gauge("a_name", "Help.", "x", "x"), "twice");
        refused(() -> Metric.gauge("a_name", " "), "help");
        refused(() -> Metric.gauge("a_name", "a_name"), "help");
    }

    @Test
    void keepsOtherExportersNamesForItsValue() {
        Metric metric =
                Metric.counter("a_read_seconds_total", "Help.").orPostgresExporter("a_read_time", Kind.UNKNOWN, 1000);
        assertThat(metric.aliases()).containsExactly(new Alias("postgres_exporter", "a_read_time", Kind.UNKNOWN, 1000));
    }

    @Test
    void refusesAnAliasThatSimpleclientWouldRename() {
        Metric metric = Metric.counter("a_reads_total", "Help.");
        refused(() -> metric.orPostgresExporter("a_reads", Kind.COUNTER, 1), "UNKNOWN");
        refused(() -> metric.orRedisExporter("a_reads", Kind.GAUGE, 0), "factor");
        refused(() -> Metric.histogram("a_seconds", "Help.").orRedisExporter("b", Kind.GAUGE, 1), "histogram");
    }

    private static void refused(ThrowingCallable construction, String why) {
        assertThatThrownBy(construction)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
