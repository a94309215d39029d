package com.kryonix.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.kryonix.events.table.EventTable;
import com.kryonix.servers.RealPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever value a row has, the row is counted, and so are those behind it. */
class AnyValueTest {
    @AutoClose
    private static final RealPostgres SERVER =
            RealPostgres.of(RealPostgres.NEWEST_MAJOR).start();

    private final Path folder;

    AnyValueTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private List<EventTable> declared(String yaml) throws Exception {
        return List.of(Declared.in(folder, "table: public.pay\n" + yaml));
    }

    private static EventTails open(ApiTable database, List<EventTable> tables) throws Exception {
        return ReadyTails.of(database.dataSource(), EventTailsTest.quickSettings(), tables);
    }

    private static void createPay(ApiTable database, String columns) {
        database.execute(
                "CREATE TABLE public.pay (" + columns + ", recorded_at timestamptz DEFAULT now())",
                "CREATE INDEX ON public.pay (recorded_at)");
    }

    @Test
    void aNumberWithoutDecimalsMayBeNanInfiniteOrLongerThanALong() throws Exception {
        ApiTable database = ApiTable.create(SERVER, "numbers", "timestamptz");
        createPay(database, "n numeric(30, 0), d double precision");
        List<EventTable> pay = declared("""
                counters:
                  pay_total: {}
                  n_total: {sum: n}
                  d_total: {sum: d, decimals: 1}
                histograms:
                  pay_n: {column: n, buckets: [10]}
                """);
        try (EventTails tails = open(database, pay)) {
            Shown shown = new Shown(tails, pay);
            database.execute("INSERT INTO public.pay VALUES (5, 0.5), ('NaN', 'NaN'), (NULL, 'Infinity'),"
                    + " (7, '-Infinity'), (-123456789012345678901234567890, 1)");
            shown.await("pay_total ", 5);
            assertThat(shown.numbers())
                    .containsEntry("n_total ", 12.0)
                    .containsEntry("d_total ", 1.5)
                    .containsEntry("pay_n ", 2.0);
            database.execute("INSERT INTO public.pay VALUES (123456789012345678901234567890, 1)");
            shown.await("pay_n ", 3);
            assertThat(shown.numbers())
                    .containsEntry("n_total ", (double) Long.MAX_VALUE)
                    .containsEntry("pay_n:10.0 ", 2.0);
        }
    }

    @Test
    void whereComparesNumbersOfEachTypeAsSqlDoes() throws Exception {
        ApiTable database = ApiTable.create(SERVER, "compared", "timestamptz");
        createPay(database, "d double precision, r real, n numeric, i bigint");
        List<String> conditions = List.of(
                "d < 1",
                "d <= 0.1",
                "d = 0.1",
                "d > 1",
                "r = 0.5",
                "r > 0.1",
                "n > 0",
                "n != 0",
                "n >= 1",
                "n <= 0.123456",
                "i > 999999999999",
                "i < -0.5",
                "d > 0 and i >= 0 or n < 0");
        StringBuilder yaml = new StringBuilder("counters:\n  pay_total: {}\n");
        for (int i = 0; i < conditions.size(); i++) {
            yaml.append("  pay_")
                    .append(i)
                    .append("_total: {where: \"")
                    .append(conditions.get(i))
                    .append("\"}\n");
        }
        List<EventTable> pay = declared(yaml.toString());
        try (EventTails tails = open(database, pay)) {
            Shown shown = new Shown(tails, pay);
            database.execute("INSERT INTO public.pay SELECT d, r, n, i"
                    + " FROM unnest('{0.9999999, 0.1, 1, 1.0000000001, NaN, Infinity, -Infinity, NULL}'::float8[]) d,"
                    + " unnest('{0.1, 0.5, NaN, NULL}'::real[]) r,"
                    + " unnest('{0.0000001, -0.0000001, 0, 0.1234561, 0.123456, 1e30, NaN, NULL}'::numeric[]) n,"
                    + " unnest('{-1, 0, 9223372036854775807, NULL}'::bigint[]) i");
            shown.await("pay_total ", 8 * 4 * 8 * 4);
            for (int i = 0; i < conditions.size(); i++) {
                assertThat(shown.sum("pay_" + i + "_total"))
                        .as(conditions.get(i))
                        .isEqualTo(
                                (double) database.number("SELECT count(*) FROM public.pay WHERE " + conditions.get(i)))
                        .isPositive();
            }
        }
    }

    @Test
    void aByteWithoutAMeaningInTheDatabasesEncodingIsAQuestionMark() throws Exception {
        SERVER.execute("CREATE DATABASE windows ENCODING 'WIN1252' LOCALE 'C' TEMPLATE template0");
        ApiTable database = ApiTable.of(SERVER, "windows");
        createPay(database, "city text");
        List<EventTable> pay = declared("""
                labels:
                  city: {}
                counters:
                  pay_total: {labels: [city]}
                  pay_nice_total: {where: city = Nîmes}
                """);
        try (EventTails tails = open(database, pay)) {
            Shown shown = new Shown(tails, pay);
            database.execute("INSERT INTO public.pay VALUES ('Nîmes'), ('5 €'), ('x' || chr(129)), ('Nîmes'), (NULL)");
            shown.await("pay_total x?", 1);
            assertThat(shown.numbers())
                    .containsEntry("pay_total Nîmes", 2.0)
                    .containsEntry("pay_total 5 €", 1.0)
                    .containsEntry("pay_total unknown", 1.0)
                    .containsEntry("pay_nice_total ", 2.0);
        }
    }

    @Test
    void bytesOfAnyKindInADatabaseThatKnowsNoEncodingAreReadAsUtf8() throws Exception {
        SERVER.execute("CREATE DATABASE bytes ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0");
        ApiTable database = ApiTable.of(SERVER, "bytes");
        createPay(database, "city text");
        List<EventTable> pay = declared("labels:\n  city: {}\ncounters:\n  pay_total: {labels: [city]}\n");
        try (EventTails tails = open(database, pay)) {
            database.execute("INSERT INTO public.pay VALUES ('Nîmes'), ('x' || chr(129))");
            Shown shown = new Shown(tails, pay);
            shown.await("pay_total x?", 1);
            shown.await("pay_total Nîmes", 1);
        }
    }

    @Test
    void aGaugeThatCannotBeCountedIsLeftOutAloneAndSaidOnce() throws Exception {
        SERVER.execute("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
        ApiTable database = ApiTable.of(SERVER, "latin");
        database.execute("CREATE TYPE public.mood AS ENUM ('open', 'closed')");
        createPay(database, "state public.mood");
        List<EventTable> pay = declared("""
                counters:
                  pay_total: {}
                  pay_open_total: {where: "state = open"}
                gauges:
                  pay_euros: {where: state = €}
                  pay_open: {where: "state in (open, reopened)"}
                """);
        try (LoggedLines log = LoggedLines.open();
                EventTails tails = open(database, pay)) {
            Shown shown = new Shown(tails, pay);
            database.execute("INSERT INTO public.pay VALUES ('open'), ('closed')");
            shown.await("pay_open_total ", 1);
            shown.await("pay_open ", 1);
            database.execute("INSERT INTO public.pay VALUES ('open')");
            shown.await("pay_open ", 2);
            assertThat(shown.numbers()).containsEntry("pay_total ", 3.0).doesNotContainKey("pay_euros ");
            assertThat(log.with("left out"))
                    .singleElement()
                    .asString()
                    .startsWith("events main: tail public.pay: ERROR: character with byte sequence")
                    .endsWith(": pay_euros is left out until it can be counted");
        }
    }
}
