package com.kryonix.events.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kryonix.collector.Metric;
import com.kryonix.configuration.InvalidConfig;
import com.kryonix.events.table.Column;
import com.kryonix.events.table.EventTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exact line that a user reads for each mistake in a declaration. */
class DeclarationErrorsTest {
    private static final String TABLE = "table: shop.orders\n";

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("", ": is empty; write table: and at least one counter or histogram"),
                Arguments.of(
                        "counters:\n  orders_total: {}\n",
                        ":1: table: missing or without its schema; allowed: one such as shop.orders"),
                Arguments.of(TABLE, ":1: no metric; declare at least one under counters: or histograms:"),
                Arguments.of(
                        TABLE + "counter:\n  orders_total: {}\n",
                        ":2: counter: unknown key; did you mean counters?; allowed: table, name, time, labels, counters, histograms, key, gauges"),
                Arguments.of(
                        TABLE + "counters:\n  orders_total: {}\ngauges:\n  orders_open_total: {where: open = true}\n",
                        ":5: gauges.orders_open_total: metric orders_open_total: only a counter's name ends in _total"),
                Arguments.of(
                        TABLE + "counters:\n  orders_total: {lables: [a]}\n",
                        ":3: counters.orders_total.lables: unknown key; did you mean labels?; allowed: help, labels, sum, unit, decimals, where, optional"),
                Arguments.of(
                        TABLE + "counters:\n  orders: {}\n",
                        ":3: counters.orders: metric orders: a counter's name ends in _total"),
                Arguments.of(
                        TABLE + "counters:\n  orders_total:\n    labels: [status]\n",
                        ":4: counters.orders_total.labels: \"status\" is not declared; allowed: "),
                Arguments.of(
                        TABLE + "counters:\n  orders_total:\n    where: paid is true\n",
                        ":4: counters.orders_total.where: \"is\" after paid; allowed: column = value, <, <=, >, >=, !=, column in (a, b), column not in (a, b), with and, or between them"),
                Arguments.of(
                        TABLE + "counters:\n  orders_amount_total: {sum: amount, decimals: 12}\n",
                        ":3: counters.orders_amount_total.decimals: 12 is out of range; allowed: 0 to 9"),
                Arguments.of(
                        TABLE + "counters:\n  orders_total:\n    unit: hours\n",
                        ":4: counters.orders_total.unit: unknown value; allowed: none, seconds, milliseconds, microseconds, bytes, kilobytes, kibibytes, ratio, percent"),
                Arguments.of(
                        TABLE + "histograms:\n  orders_seconds:\n    column: t\n    buckets: [1, 0.5]\n",
                        ":5: histograms.orders_seconds.buckets: bucket bounds must ascend: [1.0, 0.5]"),
                Arguments.of(
                        TABLE + "counters:\n  orders_packing_total: {sum: packing, unit: milliseconds}\n",
                        ":3: counters.orders_packing_total.unit: milliseconds becomes seconds, but the metric's name says no unit; change one of the two"),
                Arguments.of(
                        TABLE + "counters:\n  orders_seconds_total: {sum: packing}\n",
                        ":3: counters.orders_seconds_total.unit: none becomes no unit, but the metric's name says seconds; change one of the two"),
                Arguments.of(
                        TABLE + "counters:\n  orders_total: {unit: bytes}\n",
                        ":3: counters.orders_total.unit: stands without sum; rows have no unit"),
                Arguments.of(
                        TABLE + "histograms:\n  orders_packing: {column: t, decimals: 9, buckets: [1, 1e10]}\n",
                        ":3: histograms.orders_packing: a bound is too large for so many decimals; allowed: up to 18 digits together"),
                Arguments.of(
                        TABLE + "histograms:\n  orders_seconds: {buckets: [1]}\n",
                        ":3: histograms.orders_seconds.column: missing; allowed: the name of a column with numbers"),
                Arguments.of(
                        TABLE
                                + "labels:\n  region:\n    rules:\n      - {match: '(', replace: x}\ncounters:\n  orders_total: {}\n",
                        ":5: labels.region.rules[0].match: no regular expression of RE2: missing closing ); allowed: one such as ^/shop/[^/]+"),
                Arguments.of(
                        TABLE + "labels:\n  region: {as: uppercase}\ncounters:\n  orders_total: {}\n",
                        ":3: labels.region.as: unknown value; allowed: text, lower_case, upper_case, endpoint, method, status, outcome, device, browser, operating_system, key_prefix"),
                Arguments.of(
                        TABLE + "time:\ncounters:\n  orders_total: {}\n",
                        ":2: time: is empty; give it a value, or leave the key out"),
                Arguments.of(
                        TABLE + "labels:\n  kind: {limit: }\ncounters:\n  orders_total: {}\n",
                        ":3: labels.kind.limit: is empty; give it a value, or leave the key out"),
                Arguments.of(
                        TABLE + "counters:\n  orders_total:\n    where:\n",
                        ":4: counters.orders_total.where: is empty; give it a value, or leave the key out"),
                Arguments.of(
                        TABLE + "counters:\n  orders_total:\n    labels:\n    unit: none\n",
                        ":4: counters.orders_total.labels: is empty; give it a value, or leave the key out"),
                Arguments.of(
                        TABLE + "counters:\n", ":1: no metric; declare at least one under counters: or histograms:"),
                Arguments.of(
                        TABLE + "labels:\n  kind:\nhistograms:\n  orders_seconds:\n",
                        ":5: histograms.orders_seconds.column: missing; allowed: the name of a column with numbers"),
                Arguments.of(
                        TABLE + "labels:\n  kind:\ncounters:\n  orders_total: {labels: [kind, state]}\n",
                        ":5: counters.orders_total.labels: \"state\" is not declared; allowed: kind"),
                Arguments.of(
                        TABLE + "labels:\n  kind: text\ncounters:\n  orders_total: {}\n",
                        ":3: labels.kind: wrong type; allowed: a mapping with the keys column, as, rules, limit, absent, optional"),
                Arguments.of(
                        TABLE + "counters:\n  orders_b_total: {}\n",
                        ":3: counters.orders_b_total: metric orders_b_total: \"b\" in it reads as a unit (bytes): use base units: seconds, bytes, ratio"),
                Arguments.of(
                        TABLE + "counters:\n  pg_up_total: {}\n",
                        ":3: counters.pg_up_total: another family has this name; choose one of your own"),
                Arguments.of(
                        "table: shop.api_metrics\ncounters:\n  orders_total: {}\n",
                        ":1: name: \"api_metrics\" is another table's; give this one a name:"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "labels:\n  kind: {}\ncounters:\n  orders_total: {}\n  orders_kinds_total: {labels: [kind]}\n",
                "labels:\n  kind:\ncounters:\n  orders_total:\n  orders_kinds_total: {labels: [kind]}\ngauges:\n",
            })
    void aLabelOrACounterNeedsNoOptions(String yaml, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("orders.yml"), TABLE + yaml);
        EventTable table = Declarations.read(file, Set.of(), Set.of());
        assertThat(table.metrics()).extracting(Metric::name).containsExactly("orders_total", "orders_kinds_total");
        assertThat(table.columns()).extracting(Column::name).containsExactly("kind");
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isOneLineThatNamesFileLineAndKey(String yaml, String message, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("orders.yml"), yaml);
        assertThatThrownBy(() -> Declarations.read(file, Set.of("pg_up_total"), Set.of("api_metrics")))
                .isInstanceOf(InvalidConfig.class)
                .hasMessage(file + message);
    }
}
