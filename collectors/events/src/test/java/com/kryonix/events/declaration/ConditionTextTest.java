package com.kryonix.events.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kryonix.collector.Metric;
import com.kryonix.events.table.Column;
import com.kryonix.events.table.Columns;
import com.kryonix.events.table.Condition;
import com.kryonix.events.table.Count;
import com.kryonix.events.table.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions hold for the rows for which SQL's would. */
class ConditionTextTest {
    private static final Metric METRIC = Metric.counter("test_rows_total", "Rows of a test.");

    /** @param row {@code column=value}, separated by spaces; a column that is not named is NULL */
    private static boolean holds(String condition, String row) {
        Columns columns = new Columns();
        Condition parsed = ConditionText.parse(condition, columns, false);
        Count count = new Count(METRIC, parsed);
        Row values = new Row(10);
        for (String cell : row == null ? new String[0] : row.split(" ")) {
            String name = cell.substring(0, cell.indexOf('='));
            String value = cell.substring(name.length() + 1);
            for (Column column : count.needs()) {
                if (column.name().equals(name)) {
                    switch (column.type()) {
                        case TEXT -> values.set(column, value);
                        case BOOLEAN -> values.set(column, value.equals("true") ? 1 : 0);
                        case NUMBER, TEST -> throw new IllegalArgumentException(condition);
                    }
                }
            }
        }
        return count.takes(values);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "success = false | success=false | true",
                "success = false | success=true | false",
                "success = false | | false",
                "success != false | success=true | true",
                "success != false | | false",
                "op = get | op=get | true",
                "op = get | op=Get | false",
                "op != get | op=set | true",
                "op != get | | false",
                "op in (get, miss) | op=miss | true",
                "op in (get, miss) | op=set | false",
                "op not in (get, miss) | op=set | true",
                "op not in (get, miss) | | false",
                "op in (get, miss) and hit = true | op=get hit=true | true",
                "op in (get, miss) and hit = true | op=get hit=false | false",
                "op in (get, miss) or op = set and hit = false | op=set hit=false | true",
                "op in (get, miss) or op = set and hit = false | op=set hit=true | false",
                "op in (get, miss) OR op = set AND hit = FALSE | op=miss | true",
                "\"op\"='get' | op=get | true",
            })
    void holdsAsInSql(String condition, String row, boolean expected) {
        assertThat(holds(condition, row)).isEqualTo(expected);
    }

    /** Numbers are left to the server: to any type's, and with any decimals. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ms > 1000 | \"ms\" > 1000",
                "ms <= 0.50 | \"ms\" <= 0.5",
                "ms = -3 and ms != 2.5 | \"ms\" = -3 AND \"ms\" != 2.5",
                "op in (miss, get) or hit = true | \"op\"::text IN ('get', 'miss') OR \"hit\" = true",
            })
    void isTheServersInItsOwnWords(String condition, String sql) {
        assertThat(ConditionText.parse(condition, new Columns(), false).sql()).isEqualTo(sql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "= 3 | \"=\" where a column should be",
                "a | it ends where a comparison should be",
                "a = | it ends where a value should be",
                "a like 'x' | \"like\" after a",
                "a > b | a > needs a number, not b",
                "a = 1 b = 2 | \"b\" where and, or or the end should be",
                "a in get | in needs a list in parentheses",
                "a in (get | it ends where ) should be",
                "a = 'x | \"'x\" is not understood",
                "a = 1 and | it ends where a column should be",
                "a is null | \"is\" after a",
                "a > 1000000000000 | 1000000000000 is too long; a number has up to 12 digits and 6 decimals",
                "a = 0.0000001 | 0.0000001 is too long",
                "a > 1e3 | 1e3 is too long",
            })
    void isRefusedSayingWhatIsWrongAndWhatIsAllowed(String condition, String complaint) {
        assertThatThrownBy(() -> holds(condition, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(complaint)
                .hasMessageContaining("; allowed: column = value");
    }
}
