package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.table.EventTable;
import com.kryonix.servers.RealPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A declaration, and what is kept of what was counted by another one. */
class DeclarationChangesTest {
    @AutoClose
    private static final RealPostgres SERVER =
            RealPostgres.of(RealPostgres.NEWEST_MAJOR).start();

    private static final String PAY = """
            table: public.pay
            labels:
              region: {%s}
            counters:
              pay_total: {labels: [region]}
            """;

    private final Path folder;

    DeclarationChangesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private EventTable declared(String yaml) throws IOException {
        return Declared.in(folder, yaml);
    }

    private static ApiTable database(String name) {
        ApiTable database = ApiTable.create(SERVER, name, "timestamptz");
        database.execute(
                "CREATE TABLE public.pay (a text NOT NULL, b text, recorded_at timestamptz DEFAULT now())",
                "CREATE INDEX ON public.pay (recorded_at)");
        return database;
    }

    private static EventTails open(ApiTable database, EventTable... tables) throws Exception {
        return ReadyTails.of(database.dataSource(), EventTailsTest.quickSettings(), List.of(tables));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "column|column: a|column: b|gold",
                "normal|column: a|column: a, as: upper_case|EU",
                "rules|column: a|'column: a, rules: [{match: u, replace: x}]'|Ex",
                "absent|column: a, absent: none|column: a, absent: unknown|Eu"
            })
    void aLabelThatMeansSomethingElseBeginsAtZero(String database, String before, String after, String value)
            throws Exception {
        ApiTable pay = database("label_" + database);
        EventTable one = declared(PAY.formatted(before));
        try (EventTails tails = open(pay, one)) {
            pay.execute("INSERT INTO public.pay VALUES ('Eu', 'gold')");
            new Shown(tails, List.of(one)).await("pay_total Eu", 1);
        }
        EventTable other = declared(PAY.formatted(after));
        try (LoggedLines lines = LoggedLines.open();
                EventTails tails = open(pay, other)) {
            assertThat(lines.with("refused: the declaration was another one")).hasSize(1);
            pay.execute("INSERT INTO public.pay VALUES ('Eu', 'gold')");
            Shown shown = new Shown(tails, List.of(other));
            shown.awaitSum("pay_total", 1);
            assertThat(shown.numbers()).isEqualTo(Map.of("pay_total " + value, 1.0));
        }
    }

    @Test
    void aHigherLimitGoesOn() throws Exception {
        ApiTable pay = database("limits");
        EventTable one = declared(PAY.formatted("column: a, limit: 1"));
        try (EventTails tails = open(pay, one)) {
            pay.execute("INSERT INTO public.pay VALUES ('Eu', 'gold'), ('Us', 'gold')");
            new Shown(tails, List.of(one)).awaitSum("pay_total", 2);
        }
        EventTable other = declared(PAY.formatted("column: a, limit: 2"));
        try (EventTails tails = open(pay, other)) {
            pay.execute("INSERT INTO public.pay VALUES ('Us', 'gold')");
            Shown shown = new Shown(tails, List.of(other));
            shown.awaitSum("pay_total", 3);
            assertThat(shown.numbers())
                    .isEqualTo(Map.of("pay_total Eu", 1.0, "pay_total other", 1.0, "pay_total Us", 1.0));
        }
    }

    @Test
    void aDeclarationOfAnyLengthAndAKeyOfAnyLengthAreKept() throws Exception {
        ApiTable pay = database("long");
        String codes = IntStream.range(0, 8000).mapToObj(i -> "code_" + i).collect(Collectors.joining(", "));
        EventTable longest =
                declared("table: public.pay\nkey: a\ncounters:\n  pay_total: {where: \"b in (" + codes + ")\"}\n");
        assertThat(longest.shape()).hasSizeGreaterThan(70_000);
        try (EventTails tails = open(pay, longest, ApiMetrics.TABLE)) {
            pay.execute("INSERT INTO public.pay VALUES (repeat('Ä', 70000), 'code_7999')");
            pay.insert(10, "/a", "GET", 200, 5);
            EventTailsTest.awaitRequests(tails, 10);
            new Shown(tails, List.of(longest)).awaitSum("pay_total", 1);
        }
        try (EventTails again = open(pay, longest, ApiMetrics.TABLE)) {
            assertThat(new Shown(again, List.of(longest)).sum("pay_total")).isEqualTo(1);
        }
    }
}
